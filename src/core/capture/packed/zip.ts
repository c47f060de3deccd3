/**
 * Takes single files out of a ZIP archive in memory (APPNOTE 6.3, the parts that documents use). Nothing is unpacked
 * that is not asked for, what comes out is counted while it is inflated whatever the headers promise, and no name in
 * it ever becomes a path.
 */
import { inflateRawSync } from 'node:zlib'
import { CarrelError } from '#shared/contract/errors'
import { LIMITS, showBytes } from '../limits'
import type { Tally } from '../tally'
import { crc32 } from './crc32'

export interface Archive {
  /** Names of all files that may be read, in the order of the directory. */
  names: readonly string[]
  has(name: string): boolean
  /** undefined: there is none of that name, or it is damaged (then it is on the tally). Throws TOO_LARGE. */
  read(name: string, limit?: number): Uint8Array | undefined
}

interface Entry {
  name: string
  flags: number
  method: number
  crc: number
  packed: number
  header: number
}

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50

export function openArchive(bytes: Uint8Array, missing: Tally): Archive {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const entries = new Map<string, Entry>()
  for (const entry of directory(view, missing)) {
    if (entries.has(entry.name))
      missing.add('other', 'the same name twice in the file; the first was used', entry.name)
    else entries.set(entry.name, entry)
  }
  let unpacked = 0
  const known = new Map<string, Uint8Array | undefined>()
  const read: Archive['read'] = (name, limit = LIMITS.partBytes) => {
    if (known.has(name)) return known.get(name)
    const entry = entries.get(name)
    if (!entry) return undefined
    const data = unpack(view, entry, Math.min(limit, LIMITS.unpackedBytes - unpacked), missing)
    unpacked += data?.length ?? 0
    known.set(name, data)
    return data
  }
  return { names: [...entries.keys()], has: (name) => entries.has(name), read }
}

function directory(view: Buffer, missing: Tally): Entry[] {
  const end = endRecord(view)
  if (end === undefined)
    throw new CarrelError(
      'BAD_INPUT',
      'The file is cut off: the list of what is in it, which stands at its end, is missing. Download it again.'
    )
  const count = view.readUInt16LE(end + 10)
  let at = view.readUInt32LE(end + 16)
  if (count > LIMITS.packedEntries)
    throw new CarrelError(
      'TOO_LARGE',
      `There are ${count} files in it, more than the ${LIMITS.packedEntries} that a book or a document may have.`
    )
  const entries: Entry[] = []
  for (let i = 0; i < count; i++) {
    if (at + 46 > view.length || view.readUInt32LE(at) !== CENTRAL) {
      missing.add('other', 'the list of files in it is damaged', undefined, count - i)
      break
    }
    const nameLength = view.readUInt16LE(at + 28)
    const name = view.toString('utf8', at + 46, at + 46 + nameLength)
    const mode = view.readUInt32LE(at + 38) >>> 16
    const entry: Entry = {
      name,
      flags: view.readUInt16LE(at + 8),
      method: view.readUInt16LE(at + 10),
      crc: view.readUInt32LE(at + 16),
      packed: view.readUInt32LE(at + 20),
      header: view.readUInt32LE(at + 42)
    }
    at += 46 + nameLength + view.readUInt16LE(at + 30) + view.readUInt16LE(at + 32)
    if (name.endsWith('/')) continue
    if ((mode & 0xf000) === 0xa000)
      missing.add('other', 'a link to another file, which is not followed', name)
    else if (!isInside(name)) missing.add('other', 'a name that leads out of the file; not used', name)
    else entries.push(entry)
  }
  return entries
}

/** Stands at the end, before a comment of up to 64 KB. */
function endRecord(view: Buffer): number | undefined {
  for (let at = view.length - 22; at >= 0 && at >= view.length - 22 - 65_535; at--)
    if (view.readUInt32LE(at) === END) return at
  return undefined
}

/** Relative, going down only, and a name on every system. */
function isInside(name: string): boolean {
  return !/^[/\\]|^[A-Za-z]:|[\0\\]|(^|\/)\.\.(\/|$)/.test(name) && name !== ''
}

function unpack(view: Buffer, entry: Entry, limit: number, missing: Tally): Uint8Array | undefined {
  const { name, header } = entry
  const damaged = (reason: string): undefined => {
    missing.add('other', reason, name)
    return undefined
  }
  if ((entry.flags & 1) !== 0)
    throw new CarrelError('UNSUPPORTED', 'It is locked with a password. Unlock it, and add it again.')
  if (header + 30 > view.length || view.readUInt32LE(header) !== LOCAL)
    return damaged('not where the list of files says; it was left out')
  const nameLength = view.readUInt16LE(header + 26)
  if (view.toString('utf8', header + 30, header + 30 + nameLength) !== name)
    missing.add('other', 'a file with two names; the one in the list was used', name)
  const from = header + 30 + nameLength + view.readUInt16LE(header + 28)
  const packed = view.subarray(from, from + entry.packed)
  if (packed.length < entry.packed) return damaged('cut off; it was left out')
  const tooLarge = (): CarrelError =>
    new CarrelError(
      'TOO_LARGE',
      `It unpacks to more than ${showBytes(Math.max(1, limit))}, which no book or document needs. Nothing was added.`
    )
  let data: Uint8Array
  if (entry.method === 0) data = packed
  else if (entry.method === 8)
    try {
      data = inflateRawSync(packed, { maxOutputLength: Math.max(1, limit) })
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge()
      // Anything else that zlib throws is about the data.
      return damaged('damaged (it does not unpack); it was left out')
    }
  else return damaged('packed in a way that is not known; it was left out')
  if (data.length > limit) throw tooLarge()
  if (crc32(data) !== entry.crc)
    missing.add('other', 'damaged (its checksum is wrong); what is in it may be too', name)
  return data
}
