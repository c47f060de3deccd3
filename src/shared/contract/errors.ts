/**
 * The closed list of ways a call can fail. `message` is a sentence for the person (what is wrong, where, what
 * was kept, what to do); `data` is for code. Anything else that is thrown is logged and sent as INTERNAL.
 */
import { z } from 'zod'

export const errorCode = z.enum([
  'BAD_INPUT',
  'NOT_FOUND',
  'CONFLICT',
  'READ_ONLY',
  'CANCELLED',
  'OFFLINE',
  'TOO_LARGE',
  'UNSUPPORTED',
  'NOT_SAVED',
  'INTERNAL'
])
export type ErrorCode = z.infer<typeof errorCode>

/** The one error type that crosses the contract. */
export class CarrelError extends Error {
  readonly code: ErrorCode
  readonly data: Readonly<Record<string, unknown>> | undefined

  constructor(code: ErrorCode, message: string, data?: Readonly<Record<string, unknown>>, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'CarrelError'
    this.code = code
    this.data = data
  }
}
