/** What an importer makes of one source, before its images are stored. Plain data: it crosses from a worker. */
import type { Bibliographic, ReceiptItem, SnapshotView } from '#shared/contract/records'

/** What a person can type or paste. */
export type TextFormat = 'html' | 'md' | 'txt'
export type Format = TextFormat | 'mhtml' | 'epub' | 'docx' | 'odt' | 'pdf' | 'image'

export interface Source {
  bytes: Uint8Array
  format: Format
  /** File name as given: for the title when the source has none. */
  name?: string
  /** Where it was fetched from, after redirects. */
  url?: string
  /** The charset its server named. */
  charset?: string
  /** Pasted: a piece of a page rather than a page. */
  pasted?: boolean
  /**
   * `article`: by the library that is expected to read it best; `readability`, `defuddle`: by that one and no other.
   * `whole`: no extraction of the article; the body as it is. `none`: the file is kept and its text is not read,
   * because reading it failed before.
   */
  extraction: 'article' | SnapshotView | 'none'
}

/** An image of the body, which refers to it as `carrel-image:NUMBER`. */
export interface DraftImage {
  number: number
  /** Addresses or relative names to try, best first; empty when the source had the bytes in it. */
  candidates: string[]
  bytes?: Uint8Array
  /** Why there can be no image, when that is known already; `place`: what the page has instead. */
  reason?: string
  place?: string
  alt: string
}

export interface Draft {
  fields: Bibliographic
  /** Which statement of the source each field was taken from. */
  origins: Record<string, string>
  /** Base direction of the text. */
  dir: 'ltr' | 'rtl'
  /** Sanitised; images by number. */
  body: string
  /** By the rule of shared/domain/article-text.ts. */
  text: string
  words: number
  /** For pages: what of it this is. */
  view?: SnapshotView
  /** See sketch.ts; made with the text, away from the main thread. */
  sketch?: string
  images: DraftImage[]
  tags: string[]
  missing: ReceiptItem[]
  removed: ReceiptItem[]
}

/** One importer per format. Throws CarrelError with a sentence when the source cannot be read at all. */
export type Importer = (source: Source) => Draft

export const IMAGE_TOKEN = 'carrel-image:'
export const imageToken = (number: number): string => `${IMAGE_TOKEN}${number}`

/** The number in an image token; undefined for anything else. */
export function readImageToken(src: string): number | undefined {
  const digits = /^carrel-image:(\d{1,6})$/.exec(src)?.[1]
  return digits === undefined ? undefined : Number(digits)
}
