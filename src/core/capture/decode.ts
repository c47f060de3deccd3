/**
 * Bytes → text. In this order: byte order mark, what the server said, what the page says, valid UTF-8, a guess by
 * jschardet. Two corrections to what is said, because pages are often wrong: text that is not what it says is
 * guessed anew, and what is said gives way to UTF-8 when the bytes are valid UTF-8 well beyond ASCII, which no
 * real text in another charset is.
 */
import { detectAll } from 'jschardet'

export interface Decoded {
  text: string
  encoding: string
  /** For the receipt, when the source did not say this or said something else. */
  note?: string
}

export interface DecodeHints {
  /** From the Content-Type header. */
  charset?: string | undefined
  /** Look for `<meta charset>`. */
  html: boolean
}

const HEAD = 4096

export function decode(bytes: Uint8Array, hints: DecodeHints): Decoded {
  const marked = byteOrderMark(bytes) ?? unmarkedUtf16(bytes)
  if (marked) return { text: read(bytes, marked), encoding: marked }
  const said = hints.charset ?? (hints.html ? metaCharset(bytes) : undefined)
  // Pure ASCII reads the same in all of them but those with escape sequences.
  if (isAscii(bytes)) {
    const escaped = said !== undefined && known(said) === 'iso-2022-jp' ? 'iso-2022-jp' : 'utf-8'
    return { text: read(bytes, escaped), encoding: escaped }
  }
  const utf8 = strict(bytes, 'utf-8')
  const label = said === undefined ? undefined : known(said)
  if (
    utf8 !== undefined &&
    (label === undefined || label === 'utf-8' || SINGLE_BYTE.test(label) || plenty(bytes))
  ) {
    const decoded: Decoded = { text: utf8, encoding: 'utf-8' }
    if (said !== undefined && label !== 'utf-8')
      decoded.note = `It says it is ${shown(said)}, but it is UTF-8; read as UTF-8`
    return decoded
  }
  if (label !== undefined && label !== 'utf-8') {
    const text = strict(bytes, label)
    if (text !== undefined) return { text, encoding: label }
  }
  const mostly = mostlyUtf8(bytes)
  if (mostly) return mostly
  const guess = guessed(bytes)
  const why =
    said === undefined
      ? 'It does not say which encoding it has'
      : `It says it is ${shown(said)}, but it is not`
  return {
    text: read(bytes, guess),
    encoding: guess,
    note: `${why}; read as ${guess}, so some letters may be wrong`
  }
}

const SINGLE_BYTE =
  /^(windows-125\d|windows-874|iso-8859-\d+(-i)?|koi8-[ru]|macintosh|x-mac-cyrillic|ibm866)$/

function byteOrderMark(b: Uint8Array): string | undefined {
  if (b[0] === 0xef && b[1] === 0xbb && b[2] === 0xbf) return 'utf-8'
  if (b[0] === 0xff && b[1] === 0xfe) return 'utf-16le'
  if (b[0] === 0xfe && b[1] === 0xff) return 'utf-16be'
  return undefined
}

/** UTF-16 without a mark shows as a zero in every other byte, as far as its text is mostly ASCII. */
function unmarkedUtf16(bytes: Uint8Array): string | undefined {
  const n = Math.min(bytes.length, HEAD) & ~1
  if (n < 16) return undefined
  const zeros = [0, 0]
  for (let i = 0; i < n; i++) if (bytes[i] === 0) zeros[i & 1] = (zeros[i & 1] ?? 0) + 1
  const [even = 0, odd = 0] = zeros.map((count) => count / (n / 2))
  if (odd > 0.4 && even < 0.05) return 'utf-16le'
  if (even > 0.4 && odd < 0.05) return 'utf-16be'
  return undefined
}

/** So much beyond ASCII that it is not valid UTF-8 by chance, whatever charset it names. */
function plenty(bytes: Uint8Array): boolean {
  let high = 0
  for (const b of bytes) if (b > 0x7f && ++high >= 24) return true
  return false
}

/** UTF-8 with a few broken places (cut, or pasted together) is still UTF-8. */
function mostlyUtf8(bytes: Uint8Array): Decoded | undefined {
  const text = new TextDecoder('utf-8').decode(bytes)
  const broken = text.match(/\ufffd/g)?.length ?? 0
  const sound = text.match(/[^\0-\x7f\ufffd]/g)?.length ?? 0
  if (sound < broken * 10) return undefined
  return {
    text,
    encoding: 'utf-8',
    note: `${broken} ${broken === 1 ? 'place is' : 'places are'} broken UTF-8, shown as \ufffd`
  }
}

/** As the HTML standard's prescan, less exactly: the first charset in a meta tag near the beginning. */
function metaCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD)).toString('latin1')
  const said =
    /<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:+-]{1,40})/i.exec(head)?.[1] ??
    /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:+-]{1,40})/i.exec(head)?.[1]
  // A page whose meta could be read as bytes is not UTF-16, whatever it says (so the standard too).
  return said !== undefined && /^utf-?16/i.test(said) ? 'utf-8' : said
}

/** The name by which TextDecoder knows a label; undefined for one it does not know. */
function known(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding
  } catch {
    // RangeError: not an encoding of the web.
    return undefined
  }
}

function strict(bytes: Uint8Array, encoding: string): string | undefined {
  if (encoding === 'windows-1252') return windows1252(bytes)
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    // TypeError: the bytes are not in this encoding.
    return undefined
  }
}

function read(bytes: Uint8Array, encoding: string): string {
  if (encoding === 'windows-1252') return windows1252(bytes)
  return new TextDecoder(encoding).decode(bytes)
}

/** 0x80 to 0x9F of windows-1252; where it has nothing, the control character stays. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** Some versions of Node (20 among them) read windows-1252 as if it were Latin-1. */
function windows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (c) => WINDOWS_1252.charAt(c.charCodeAt(0) - 0x80))
}

function isAscii(bytes: Uint8Array): boolean {
  for (const b of bytes) if (b > 0x7f) return false
  return true
}

function guessed(bytes: Uint8Array): string {
  const sample = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 256 << 10))
  // Markup is ASCII and English, and would be counted as evidence.
  const words = Buffer.from(sample.toString('latin1').replace(/<[^<>]*>/g, ' '), 'latin1')
  for (const { encoding } of detectAll(words)) {
    const label = encoding === null ? undefined : known(webLabel(encoding))
    if (label !== undefined && label !== 'utf-8' && !label.startsWith('utf-16')) return label
  }
  return 'windows-1252'
}

/** jschardet's names, where they are not those of the web. */
function webLabel(name: string): string {
  const lower = name.toLowerCase()
  if (lower === 'cp932' || lower.startsWith('shift_jis')) return 'shift_jis'
  if (lower === 'cp949' || lower === 'uhc') return 'euc-kr'
  if (lower === 'maccyrillic') return 'x-mac-cyrillic'
  if (lower === 'macroman') return 'macintosh'
  if (lower.startsWith('big5')) return 'big5'
  if (lower.startsWith('euc-jis')) return 'euc-jp'
  return lower.replace(/^iso8859-/, 'iso-8859-').replace(/^cp125/, 'windows-125')
}

function shown(label: string): string {
  return label.slice(0, 40)
}
