/**
 * One line of the journal: `crc32 length json\n`. Checksum and length are of the JSON's bytes, so that a line that was
 * cut or altered is never taken for a whole one.
 */
import { crc32, crcText } from './crc32'

const NEWLINE = 10
const SPACE = 32
/** `crc32 ` and at least one digit, a space and a byte. */
const SHORTEST = 12

/** `json` must hold no line break; JSON.stringify without indentation makes none. */
export function encodeFrame(json: string): Buffer {
  const body = Buffer.from(json)
  const head = Buffer.from(`${crcText(crc32(body))} ${body.length} `)
  return Buffer.concat([head, body, Buffer.from('\n')])
}

export type FrameLine = { ok: true; at: number; json: string } | { ok: false; at: number }

/** The lines of a journal file in order; `at`: where each begins. */
export function* decodeFrames(bytes: Buffer): Generator<FrameLine> {
  let at = 0
  while (at < bytes.length) {
    const end = bytes.indexOf(NEWLINE, at)
    const json = end < 0 ? undefined : checkedBody(bytes.subarray(at, end))
    yield json === undefined ? { ok: false, at } : { ok: true, at, json }
    if (end < 0) return
    at = end + 1
  }
}

function checkedBody(line: Buffer): string | undefined {
  if (line.length < SHORTEST) return undefined
  const space = line.indexOf(SPACE, 9)
  if (space < 0 || line[8] !== SPACE) return undefined
  const body = line.subarray(space + 1)
  if (line.toString('latin1', 9, space) !== String(body.length)) return undefined
  return line.toString('latin1', 0, 8) === crcText(crc32(body)) ? body.toString('utf8') : undefined
}
