/** `library.json`: which library this is, which generation of data files is in use, and which files there must be. */
import { join } from 'node:path'
import { z } from 'zod'
import { orMissing, type FileSystem } from './file-system'
import { crc32, crcText } from './crc32'
import { durableWrite } from './durable-write'
import { SCHEMA } from './layout'

export const manifestSchema = z.object({
  format: z.literal('carrel-library'),
  schema: z.int().nonnegative(),
  id: z.string().min(1).max(64),
  created: z.string(),
  /** Data files are in `data-<generation>`. */
  generation: z.int().positive(),
  /** `articles/0003`: so that a file that vanished is missed. */
  files: z.array(z.string().max(100))
})
export type Manifest = z.infer<typeof manifestSchema>

/** `edited`: the file as found, where it is sound but not as we wrote it. */
export type ManifestState =
  | { state: 'good'; manifest: Manifest; edited: Buffer | undefined }
  | { state: 'newer'; schema: number }
  | { state: 'missing' }
  | { state: 'damaged'; bytes: Buffer | undefined }

/** Reads library.json, whatever state it is in. A link in its place counts as damage and is not followed. */
export async function readManifest(fs: FileSystem, path: string): Promise<ManifestState> {
  const facts = await orMissing(fs.facts(path))
  if (!facts) return { state: 'missing' }
  if (facts.kind !== 'file') return { state: 'damaged', bytes: undefined }
  const bytes = await fs.read(path)
  const text = bytes.toString('utf8')
  const value = parse(text.replace(/^\ufeff/, ''))
  const schema = z.object({ schema: z.int() }).safeParse(value)
  if (schema.success && schema.data.schema > SCHEMA) return { state: 'newer', schema: schema.data.schema }
  const manifest = manifestSchema.safeParse(value)
  if (!manifest.success) return { state: 'damaged', bytes }
  return { state: 'good', manifest: manifest.data, edited: checksumHolds(text) ? undefined : bytes }
}

export function encodeManifest(manifest: Manifest): Buffer {
  const text = `${JSON.stringify({ ...manifest, crc: NO_CRC }, null, 1)}\n`
  const crc = crcText(crc32(Buffer.from(text)))
  return Buffer.from(text.replace(`"crc": "${NO_CRC}"`, `"crc": "${crc}"`))
}

export async function writeManifest(fs: FileSystem, path: string, manifest: Manifest): Promise<void> {
  await durableWrite(fs, path, [encodeManifest(manifest)])
}

/** The checksum is over the whole text with zeros in its own place. */
const NO_CRC = '00000000'
function checksumHolds(text: string): boolean {
  const mark = /"crc": "([0-9a-f]{8})"/.exec(text)
  if (!mark) return false
  const blank = text.replace(mark[0], `"crc": "${NO_CRC}"`)
  return crcText(crc32(Buffer.from(blank))) === mark[1]
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Damaged: the caller keeps a copy and makes a new one.
    return undefined
  }
}

/** Every `data-N` there is, in order. */
export async function generationsIn(fs: FileSystem, root: string): Promise<number[]> {
  const found: number[] = []
  for (const { name, kind } of (await orMissing(fs.list(root))) ?? []) {
    const match = kind === 'folder' ? /^data-([1-9]\d{0,5})$/.exec(name) : null
    if (match) found.push(Number(match[1]))
  }
  return found.sort((a, b) => a - b)
}

/** In a generation that a migration has written, once all of it is there. */
export const WHOLE = 'whole.json'

/** The highest `data-N` that is whole; undefined in a folder that holds no library. */
export async function newestGeneration(fs: FileSystem, root: string): Promise<number | undefined> {
  for (const n of (await generationsIn(fs, root)).reverse())
    if (n === 1 || (await orMissing(fs.facts(join(root, `data-${n}`, WHOLE))))) return n
  return undefined
}
