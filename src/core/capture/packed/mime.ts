/**
 * Reads a message of many parts (RFC 2045 to 2047, 2557), as browsers save a page with its pictures in one file.
 * Forgiving, because what it reads is what a person has: each thing that had to be guessed is on the tally.
 */
import { CarrelError } from '#shared/contract/errors'
import { LIMITS } from '../limits'
import type { Tally } from '../tally'

export interface MimePart {
  /** By lower-case name; the first of each. */
  headers: ReadonlyMap<string, string>
  /** Lower case, without parameters. */
  type: string
  charset: string | undefined
  bytes(): Uint8Array
}

export interface Message {
  headers: ReadonlyMap<string, string>
  /** Those that hold no others, in order. */
  parts: MimePart[]
}

interface Piece {
  from: number
  to: number
  depth: number
}

export function readMessage(bytes: Uint8Array, missing: Tally): Message {
  // One character a byte: offsets stay those of the bytes, and headers are ASCII.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  const parts: MimePart[] = []
  let top: ReadonlyMap<string, string> | undefined
  const waiting: Piece[] = [{ from: 0, to: text.length, depth: 0 }]
  for (let piece = waiting.pop(); piece; piece = waiting.pop()) {
    if (piece.depth > LIMITS.mimeDepth)
      throw new CarrelError('BAD_INPUT', 'It is made of parts inside parts without end: nothing was read.')
    const { headers, body } = readHeaders(text, piece.from, piece.to)
    top ??= headers
    const contentType = headers.get('content-type') ?? 'text/plain'
    const type = (contentType.split(';')[0] ?? '').trim().toLowerCase()
    if (type.startsWith('multipart/')) {
      const inside = split(text, body, piece.to, parameter(contentType, 'boundary'), missing)
      for (const { from, to } of inside.reverse()) waiting.push({ from, to, depth: piece.depth + 1 })
      if (waiting.length + parts.length > LIMITS.mimeParts)
        throw new CarrelError('TOO_LARGE', `It has more than ${LIMITS.mimeParts} parts.`)
      continue
    }
    const encoding = headers.get('content-transfer-encoding')?.trim().toLowerCase()
    const to = piece.to
    parts.push({
      headers,
      type,
      charset: parameter(contentType, 'charset'),
      bytes: () => decodeBody(text.slice(body, to), encoding, missing)
    })
  }
  return { headers: top ?? new Map(), parts }
}

/** A header block ends at the first empty line; lines that begin with white space go on with the one before. */
function readHeaders(text: string, from: number, to: number): { headers: Map<string, string>; body: number } {
  const headers = new Map<string, string>()
  let at = from
  let last: string | undefined
  while (at < to) {
    const found = text.indexOf('\n', at)
    const end = found < 0 || found >= to ? to : found
    const line = text.slice(at, end).replace(/\r$/, '')
    const next = Math.min(to, end + 1)
    if (line === '') return { headers, body: next }
    const [, name, value] = /^([!-9;-~]{1,100}):\s*(.*)$/.exec(line) ?? []
    if (name !== undefined && value !== undefined) {
      last = name.toLowerCase()
      if (!headers.has(last)) headers.set(last, value.slice(0, LIMITS.address))
    } else if (last !== undefined && /^[ \t]/.test(line)) {
      const folded = `${headers.get(last) ?? ''} ${line.trim()}`
      headers.set(last, folded.slice(0, LIMITS.address))
    } else return { headers, body: at }
    at = next
  }
  return { headers, body: to }
}

/** Where the parts between the boundaries lie. */
function split(
  text: string,
  from: number,
  to: number,
  boundary: string | undefined,
  missing: Tally
): { from: number; to: number }[] {
  let mark = boundary === undefined ? undefined : `--${boundary}`
  if (mark === undefined || nextDelimiter(text, mark, from, to) === undefined) {
    // Not the boundary that was promised: the first line that looks like one before a header is it.
    const guess = /(?:^|\n)(--[^\s][^\r\n]{1,200})\r?\n[\w-]{3,40}:/.exec(
      text.slice(from, Math.min(to, from + 65_536))
    )
    if (guess?.[1] === undefined) return []
    mark = guess[1].trimEnd()
    missing.add(
      'other',
      'the file names another boundary between its parts than it has; the one it has was used'
    )
  }
  const inside: { from: number; to: number }[] = []
  let delimiter = nextDelimiter(text, mark, from, to)
  while (delimiter && !delimiter.last) {
    const next = nextDelimiter(text, mark, delimiter.after, to)
    if (!next) missing.add('other', 'the file stops before its end; what is there was kept')
    // The line break before a boundary belongs to the boundary.
    inside.push({ from: delimiter.after, to: next ? Math.max(delimiter.after, next.at) : to })
    delimiter = next
  }
  return inside
}

interface Delimiter {
  at: number
  after: number
  last: boolean
}

/** The mark alone on a line, with `--` after it for the last one. */
function nextDelimiter(text: string, mark: string, from: number, to: number): Delimiter | undefined {
  for (let at = text.indexOf(mark, from); at >= 0 && at < to; at = text.indexOf(mark, at + 1)) {
    if (at > 0 && text.charAt(at - 1) !== '\n') continue
    const lineEnd = text.indexOf('\n', at)
    const end = lineEnd < 0 || lineEnd > to ? to : lineEnd
    const rest = text.slice(at + mark.length, Math.min(end, at + mark.length + 100)).trim()
    if (rest === '' || rest === '--') return { at, after: Math.min(to, end + 1), last: rest === '--' }
  }
  return undefined
}

function parameter(header: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]{1,300})"|([^\\s;"]{1,300}))`, 'i').exec(header)
  return found?.[1] ?? found?.[2]
}

function decodeBody(body: string, encoding: string | undefined, missing: Tally): Uint8Array {
  if (encoding === 'base64') {
    if (/[^A-Za-z0-9+/=\s]/.test(body))
      missing.add(
        'other',
        'a part has signs in it that do not belong there (broken base64); they were passed over'
      )
    // In a line that has its length, a wrong sign stands where one got lost: all after it would move.
    const clean = body
      .split(/\r?\n/)
      .map((line) => line.trim().replace(/[^A-Za-z0-9+/]/g, line.trim().length % 4 === 0 ? fillIn : leaveOut))
      .join('')
    return new Uint8Array(Buffer.from(clean, 'base64'))
  }
  if (encoding === 'quoted-printable') return quotedPrintable(body, missing)
  return new Uint8Array(Buffer.from(body, 'latin1'))
}

const fillIn = (sign: string): string => (sign === '=' ? '' : 'A')
const leaveOut = (): string => ''

function quotedPrintable(body: string, missing: Tally): Uint8Array {
  let broken = 0
  const plain = body
    .replace(/[ \t]{1,998}(?=\r?\n)/g, '')
    .replace(/=(?:\r?\n|([0-9A-Fa-f]{2})|)/g, (all, hex: string | undefined) => {
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
      if (all !== '=') return ''
      broken += 1
      return '='
    })
  if (broken > 0)
    missing.add('text', 'written in broken quoted-printable; kept as it stands', undefined, broken)
  return new Uint8Array(Buffer.from(plain, 'latin1'))
}

/** RFC 2047: `=?utf-8?Q?caf=C3=A9?=`. */
export function decodeWords(header: string, decode: (bytes: Uint8Array, charset: string) => string): string {
  return header
    .replace(/(\?=)\s+(=\?)/g, '$1$2')
    .replace(
      /=\?([\w-]{1,40})\?([bq])\?([^?]{0,8000})\?=/gi,
      (_all, charset: string, how: string, data: string) => {
        const bytes =
          how.toLowerCase() === 'b'
            ? Buffer.from(data, 'base64')
            : Buffer.from(
                data
                  .replace(/_/g, ' ')
                  .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) =>
                    String.fromCharCode(Number.parseInt(hex, 16))
                  ),
                'latin1'
              )
        return decode(bytes, charset)
      }
    )
}
