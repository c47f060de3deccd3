/** The six frames that cross a transport, as plain JSON values. */
import { z } from 'zod'
import { errorCode } from '../contract/errors'

export const frame = z.discriminatedUnion('t', [
  z.object({ t: z.literal('call'), id: z.int().positive(), method: z.string().max(100), input: z.unknown() }),
  z.object({ t: z.literal('cancel'), id: z.int().positive() }),
  z.object({ t: z.literal('ok'), id: z.int().positive(), output: z.unknown() }),
  z.object({
    t: z.literal('err'),
    id: z.int().positive(),
    code: errorCode,
    message: z.string(),
    data: z.record(z.string(), z.unknown()).optional()
  }),
  z.object({ t: z.literal('progress'), id: z.int().positive(), value: z.unknown() }),
  z.object({ t: z.literal('event'), name: z.string(), value: z.unknown() })
])
export type Frame = z.infer<typeof frame>

/** Everything a host needs to offer: a way to send a value and hear one. Messages are checked by whoever hears. */
export interface Transport {
  send(frame: Frame): void
  onMessage(listener: (message: unknown) => void): void
  onClose(listener: () => void): void
}
