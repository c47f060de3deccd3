/** What a file is, by its first bytes, its name and what a server said of it. */
import { CarrelError } from '#shared/contract/errors'
import type { Format } from './draft'

/** The kinds of image that are kept. */
export type ImageKind = 'png' | 'jpg' | 'gif' | 'webp' | 'avif'

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to))

export function sniffImage(b: Uint8Array): ImageKind | undefined {
  if (b.length < 12) return undefined
  const head = ascii(b, 0, 12)
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (head.startsWith('\xff\xd8\xff')) return 'jpg'
  if (/^GIF8[79]a/.test(head)) return 'gif'
  if (head.startsWith('RIFF') && head.endsWith('WEBP')) return 'webp'
  if (head.slice(4, 8) === 'ftyp' && /^(avif|avis)/.test(head.slice(8))) return 'avif'
  return undefined
}

/** SVG is text; recognised so that its receipt can name it. */
export function looksLikeSvg(bytes: Uint8Array): boolean {
  return /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*(?:<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/i.test(
    Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  )
}

const SIGNATURES: readonly [magic: RegExp, name: string][] = [
  [/^\x89PNG/, 'a PNG image'],
  [/^\xff\xd8\xff/, 'a JPEG image'],
  [/^GIF8/, 'a GIF image'],
  [/^RIFF[^]{4}WEBP/, 'a WebP image'],
  [/^[^]{4}ftypavi[fs]/, 'an AVIF image'],
  [/^[^]{4}ftyp/, 'a video'],
  [/^%PDF-/, 'a PDF'],
  [/^PK\x03\x04[^]{26}mimetypeapplication\/epub\+zip/, 'an EPUB'],
  [/^PK\x03\x04/, 'a ZIP archive (or a Word, LibreOffice or EPUB file)'],
  [/^\x1f\x8b/, 'a gzip archive'],
  [/^\xd0\xcf\x11\xe0/, 'an old Word or Office file'],
  [/^\{\\rtf/, 'an RTF document'],
  [/^\x7fELF|^MZ/, 'a program'],
  [/^7z\xbc\xaf|^Rar!/, 'an archive'],
  [/^SQLite format 3/, 'a database'],
  [/^ID3|^OggS|^fLaC/, 'a sound file'],
  [/^\x1aE\xdf\xa3/, 'a video'],
  [/^BM[^]{4}\x00\x00\x00\x00/, 'a bitmap image']
]

const ADDABLE =
  'Carrel can add saved web pages, PDF, EPUB, Word and LibreOffice files, images, Markdown and plain text.'

/** Refuses, with a sentence, bytes that are no text of any kind. */
export function refuseBinary(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new CarrelError('BAD_INPUT', 'It is empty: there is nothing in it to save.')
  const head = ascii(bytes, 0, Math.min(64, bytes.length))
  for (const [magic, name] of SIGNATURES)
    if (magic.test(head)) throw new CarrelError('UNSUPPORTED', `It is ${name}, not text. ${ADDABLE}`)
  if (looksBinary(bytes))
    throw new CarrelError('UNSUPPORTED', `It does not hold text but binary data. ${ADDABLE}`)
}

/** Control characters are rare in text; zeros are common in UTF-16, so they count only in moderation. */
function looksBinary(bytes: Uint8Array): boolean {
  const n = Math.min(bytes.length, 8192)
  let controls = 0
  let zeros = 0
  for (let i = 0; i < n; i++) {
    const b = bytes[i] ?? 0
    if (b === 0) zeros++
    else if (b < 9 || (b > 13 && b < 32 && b !== 0x1b)) controls++
  }
  const utf16 = zeros > n * 0.2 && zeros < n * 0.6
  return controls > n * 0.05 + 1 || (!utf16 && zeros > n * 0.1)
}

const EXTENSIONS: ReadonlyMap<string, Format> = new Map([
  ['html', 'html'],
  ['htm', 'html'],
  ['xhtml', 'html'],
  ['xht', 'html'],
  ['shtml', 'html'],
  ['md', 'md'],
  ['markdown', 'md'],
  ['mdown', 'md'],
  ['mkd', 'md'],
  ['txt', 'txt'],
  ['text', 'txt'],
  ['mht', 'mhtml'],
  ['mhtml', 'mhtml'],
  ['epub', 'epub'],
  ['docx', 'docx'],
  ['odt', 'odt'],
  ['ott', 'odt'],
  ['pdf', 'pdf'],
  ['png', 'image'],
  ['jpg', 'image'],
  ['jpeg', 'image'],
  ['gif', 'image'],
  ['webp', 'image'],
  ['avif', 'image']
])
/** Whether a file of this name is of a kind that can be added. Its bytes may still say otherwise. */
export function isAddable(name: string): boolean {
  return EXTENSIONS.has(extensionOf(name))
}
/** Named so that the refusal can say what the file is. */
const NOT_YET: ReadonlyMap<string, string> = new Map([
  ['doc', 'Word documents of the old kind (.doc)'],
  ['rtf', 'RTF documents'],
  ['webarchive', 'Safari web archives'],
  ['maff', 'MAFF archives'],
  ['bib', 'BibTeX files'],
  ['ris', 'RIS files']
])

function extensionOf(name: string): string {
  return /\.([A-Za-z0-9]{1,12})$/.exec(name.trim())?.[1]?.toLowerCase() ?? ''
}

/** The format of a file. Throws UNSUPPORTED, with a sentence, for what cannot be added. */
export function formatOfFile(name: string, bytes: Uint8Array): Format {
  const extension = extensionOf(name)
  const format = EXTENSIONS.get(extension)
  if (format) return format
  const notYet = NOT_YET.get(extension)
  if (notYet !== undefined) throw new CarrelError('UNSUPPORTED', `${notYet} cannot be added yet. ${ADDABLE}`)
  const packed = sniffFormat(bytes)
  if (packed) return packed
  refuseBinary(bytes)
  return looksLikeHtml(bytes) ? 'html' : 'txt'
}

/** Formats that are known by their bytes, whatever the file is called. */
function sniffFormat(bytes: Uint8Array): Format | undefined {
  if (sniffImage(bytes)) return 'image'
  const head = ascii(bytes, 0, 2048)
  if (head.startsWith('%PDF-')) return 'pdf'
  if (head.startsWith('PK\x03\x04')) {
    if (head.startsWith('mimetypeapplication/epub+zip', 30)) return 'epub'
    if (head.startsWith('mimetypeapplication/vnd.oasis.opendocument.text', 30)) return 'odt'
    // Names stand once more at the end.
    const tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - 65_536))).toString('latin1')
    return tail.includes('word/document.xml') ? 'docx' : undefined
  }
  return looksLikeMhtml(head) ? 'mhtml' : undefined
}

function looksLikeMhtml(head: string): boolean {
  return /^(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){0,20}Content-Type:\s*multipart\/(related|mixed|alternative)/i.test(
    head
  )
}

const MIME: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['text/html', 'html'],
  ['application/xhtml+xml', 'html'],
  ['text/markdown', 'md'],
  ['text/x-markdown', 'md'],
  ['application/pdf', 'pdf'],
  ['application/x-pdf', 'pdf'],
  ['application/epub+zip', 'epub'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
  ['application/vnd.oasis.opendocument.text', 'odt'],
  ['multipart/related', 'mhtml'],
  ['message/rfc822', 'mhtml'],
  ['application/x-mimearchive', 'mhtml'],
  ['image/png', 'image'],
  ['image/jpeg', 'image'],
  ['image/gif', 'image'],
  ['image/webp', 'image'],
  ['image/avif', 'image']
])

/** The format of an answer from the web. */
export function formatOfAnswer(contentType: string | undefined, url: string, bytes: Uint8Array): Format {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? ''
  const format = MIME.get(type)
  if (format) return format
  if (type === '' || type === 'text/plain' || type === 'application/xml' || type === 'text/xml') {
    if (looksLikeHtml(bytes)) return 'html'
    return type === 'text/plain' && EXTENSIONS.get(extensionOf(new URL(url).pathname)) === 'md' ? 'md' : 'txt'
  }
  const sniffed = /^(application\/(octet-stream|zip|download|force-download)|binary\/.*)$/.test(type)
    ? sniffFormat(bytes)
    : undefined
  if (sniffed) return sniffed
  throw new CarrelError(
    'UNSUPPORTED',
    `That address answers with a file of type ${type.slice(0, 80)}, not a web page. ${ADDABLE}`
  )
}

function looksLikeHtml(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1').replaceAll('\0', '')
  return /<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]/i.test(head)
}
