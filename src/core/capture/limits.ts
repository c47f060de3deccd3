/** How much a capture may take, in one place. From CAPTURE.md; chosen, not tuned. */

import type { Format } from './draft'

const KB = 1 << 10
const MB = 1 << 20

export const LIMITS = {
  /** One saved page, Markdown or text file, or pasted text. */
  sourceBytes: 24 * MB,
  mhtmlBytes: 100 * MB,
  pdfBytes: 300 * MB,
  /** EPUB, Word and LibreOffice files as they are, and all that is taken out of one. */
  packedBytes: 200 * MB,
  unpackedBytes: 500 * MB,
  /** One part that is read as text. */
  partBytes: 50 * MB,
  packedEntries: 10_000,
  pdfPages: 20_000,
  /** Reading pages stops after this, and the receipt says where: part of a text is better than none. */
  pdfMs: 40_000,
  /** Parts of a saved page in one file, and files within files. */
  mimeParts: 10_000,
  mimeDepth: 8,
  /** One image. */
  imageBytes: 15 * MB,
  /** All images of one article. */
  imagesBytes: 150 * MB,
  imagesCount: 300,
  /** All files beside one saved page (its `_files` folder). */
  companionsBytes: 150 * MB,
  /** Uploads that wait to be added, together; beyond `uploadMemoryBytes` they lie in a temporary file. */
  uploadBytes: 1024 * MB,
  uploadMemoryBytes: 48 * MB,
  uploadCount: 20_000,
  uploadMs: 10 * 60_000,

  /** Reading one source in a worker: with extraction, more for each MB, and again without when that took too long. */
  extractMs: 20_000,
  extractMsPerMB: 1_500,
  wholeMs: 30_000,
  /** Books and documents are read whole. */
  bookMs: 60_000,
  /** Markup beyond this, images taken out, goes without the extraction libraries: they are slower than linear. */
  extractChars: 3_000_000,
  extractElements: 60_000,

  /** Elements inside each other in the source, before it is parsed: parsers are quadratic in this. */
  sourceDepth: 600,
  sourceAttributes: 500,
  /** In the stored text. Browsers give up at 512. */
  depth: 256,

  title: 2000,
  author: 300,
  authors: 500,
  container: 1000,
  abstract: 50_000,
  address: 8000,
  /** Addresses or names in one line of a receipt. */
  examples: 5,
  jsonLdChars: 2 * MB,
  frontMatterChars: 64 * KB,

  redirects: 5,
  pageMs: 30_000,
  imageMs: 20_000
} as const

/** How large a file of a format may be. */
export function sizeLimit(format: Format): number {
  return SIZES[format]
}
const SIZES: Readonly<Record<Format, number>> = {
  html: LIMITS.sourceBytes,
  md: LIMITS.sourceBytes,
  txt: LIMITS.sourceBytes,
  mhtml: LIMITS.mhtmlBytes,
  epub: LIMITS.packedBytes,
  docx: LIMITS.packedBytes,
  odt: LIMITS.packedBytes,
  pdf: LIMITS.pdfBytes,
  image: LIMITS.imageBytes
}
/** Of any format: what is turned away before it is known what it is. */
export const LARGEST = LIMITS.pdfBytes

/** `20 MB`, `512 KB`. */
export function showBytes(bytes: number): string {
  return bytes >= MB ? `${Math.round(bytes / MB)} MB` : `${Math.max(1, Math.round(bytes / KB))} KB`
}
