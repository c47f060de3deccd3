/** Adding articles: files, pasted text, addresses. */
import { z } from 'zod'
import { call, task } from './define'
import { assetName, id, receipt, snapshotView, tagPath } from './records'

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
  /** Of a duplicate: by what it was recognised. */
  by: z.enum(['address', 'doi', 'text', 'file', 'near']).optional(),
  /** Of an added one: an article of another title whose text is nearly the same. */
  like: z.object({ id, title: z.string() }).optional(),
  message: z.string().optional()
})
export type CaptureResult = z.infer<typeof captureResult>

/** A highlight that found no place in an article's new text. */
export const leftBehind = z.object({ id, quote: z.string() })

/** What became of an article that was given another text. */
export const renewed = z.object({
  result: captureResult,
  /** The text and the images are what they were: nothing was changed. */
  same: z.boolean(),
  /** Highlights that stand in the new text. */
  followed: z.int(),
  left: z.array(leftBehind)
})
export type Renewed = z.infer<typeof renewed>

export const textDifference = z.object({
  kind: z.enum(['same', 'removed', 'added']),
  /** Paragraphs. */
  items: z.array(z.string())
})

export const captureContract = {
  'capture.begin': call(z.object({ size: z.int().nonnegative() }), z.object({ upload: uploadHandle })),
  /** `data`: base64 of the next piece. */
  'capture.piece': call(
    z.object({ upload: uploadHandle, data: z.string() }),
    z.object({ received: z.int() })
  ),
  /** Keeps a picture for a note (PNG, JPEG, GIF, WebP or AVIF, told by its bytes); `name`: see markdown/pictures. */
  'capture.picture': call(z.object({ upload: uploadHandle }), z.object({ name: assetName })),
  'capture.add': task(
    z.object({
      items: z.array(captureItem).min(1).max(10_000),
      tags: z.array(tagPath).optional(),
      list: id.optional(),
      /** Adds also what is in the library already: the person wants both. */
      anyway: z.boolean().optional()
    }),
    z.object({ done: z.int(), total: z.int(), input: z.string(), result: captureResult.optional() }),
    z.array(captureResult)
  ),
  /** A dated snapshot more, from the article's own address or from `item`. The older ones stay. */
  'capture.again': task(
    z.object({ id, item: captureItem.optional() }),
    z.object({ done: z.int(), total: z.int(), input: z.string() }),
    renewed
  ),
  /** The newest snapshot's source read in another way; nothing is stored but its images, which are there already. */
  'capture.preview': call(
    z.object({ id, view: snapshotView }),
    z.object({ html: z.string(), words: z.int() })
  ),
  /**
   * The page as it was saved, cleaned of all that runs or loads, as an asset to be shown in a sandboxed frame. Other
   * kinds of file have none: `file` names them.
   */
  'capture.original': call(
    z.object({ id, snapshot: assetName.optional() }),
    z.object({ page: assetName.optional(), file: z.string(), bytes: z.int() })
  ),
  /** Puts that reading in the place of the one shown. */
  'capture.useView': call(z.object({ id, view: snapshotView }), renewed),
  /** Asks the web once more for images that the newest snapshot lacks. */
  'capture.retry': task(
    z.object({ id }),
    z.object({ done: z.int(), total: z.int(), input: z.string() }),
    renewed
  ),
  /** What differs between two snapshots (named by their `html`), paragraph by paragraph. */
  'capture.compare': call(
    z.object({ id, from: assetName, to: assetName }),
    z.object({ differences: z.array(textDifference) })
  )
}
