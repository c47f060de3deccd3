/** Adding articles: files, pasted text, addresses. */
import { z } from 'zod'
import { call, task } from './define'
import { id, receipt, tagPath } from './records'

/** Bytes cross in pieces of at most this many bytes, so that no frame is large. */
export const UPLOAD_PIECE = 4 << 20
export const uploadHandle = z.string().regex(/^up-[0-9a-z]{8,40}$/)

export const captureItem = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('file'),
    /** File name, for its extension and the receipt; never used as a path. */
    name: z.string().max(1000),
    upload: uploadHandle,
    /** The files of its `_files` folder: relative name and bytes. */
    companions: z.array(z.object({ name: z.string().max(2000), upload: uploadHandle })).max(5000)
  }),
  z.object({ kind: z.literal('url'), url: z.string().max(8000) }),
  z.object({ kind: z.literal('text'), format: z.enum(['html', 'md', 'txt']), text: z.string() })
])
export type CaptureItem = z.infer<typeof captureItem>

export const captureResult = z.object({
  /** What was given: file name, address, or `pasted text`. */
  input: z.string(),
  status: z.enum(['added', 'duplicate', 'failed']),
  id: id.optional(),
  title: z.string().optional(),
  words: z.int().optional(),
  /** For a person: `2 images: answered 404`. First what could not be kept, then what was taken out on purpose. */
  missing: z.array(z.string()),
  receipt: receipt.optional(),
  message: z.string().optional()
})
export type CaptureResult = z.infer<typeof captureResult>

export const captureContract = {
  'capture.begin': call(z.object({ size: z.int().nonnegative() }), z.object({ upload: uploadHandle })),
  /** `data`: base64 of the next piece. */
  'capture.piece': call(
    z.object({ upload: uploadHandle, data: z.string() }),
    z.object({ received: z.int() })
  ),
  'capture.add': task(
    z.object({
      items: z.array(captureItem).min(1).max(10_000),
      tags: z.array(tagPath).optional(),
      list: id.optional()
    }),
    z.object({ done: z.int(), total: z.int(), input: z.string(), result: captureResult.optional() }),
    z.array(captureResult)
  )
}
