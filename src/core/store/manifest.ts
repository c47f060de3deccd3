/** `library.json`: which library this is, which generation of data files is in use, and which files there must be. */
import { z } from 'zod'
import { orMissing, type FileSystem } from './file-system'
import { durableWrite } from './durable-write'
import { SCHEMA } from './layout'

export const manifestSchema = z.object({
  format: z.literal('carrel-library'),
  schema: z.int().positive(),
  id: z.string().min(1).max(64),
  created: z.string(),
  /** Data files are in `data-<generation>`. */
  generation: z.int().positive(),
  /** `articles/0003`: so that a file that vanished is missed. */
  files: z.array(z.string().max(100))
})
export type Manifest = z.infer<typeof manifestSchema>

export type ManifestState =
  | { state: 'good'; manifest: Manifest }
  | { state: 'newer'; schema: number }
  | { state: 'missing' }
  | { state: 'damaged'; bytes: Buffer | undefined }

/** Reads library.json, whatever state it is in. A link in its place counts as damage and is not followed. */
export async function readManifest(fs: FileSystem, path: string): Promise<ManifestState> {
  const facts = await orMissing(fs.facts(path))
  if (!facts) return { state: 'missing' }
  if (facts.kind !== 'file') return { state: 'damaged', bytes: undefined }
  const bytes = await fs.read(path)
  const value = parse(bytes.toString('utf8').replace(/^\ufeff/, ''))
  const schema = z.object({ schema: z.int() }).safeParse(value)
  if (schema.success && schema.data.schema > SCHEMA) return { state: 'newer', schema: schema.data.schema }
  const manifest = manifestSchema.safeParse(value)
  return manifest.success ? { state: 'good', manifest: manifest.data } : { state: 'damaged', bytes }
}

export async function writeManifest(fs: FileSystem, path: string, manifest: Manifest): Promise<void> {
  await durableWrite(fs, path, [Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)])
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Damaged: the caller keeps a copy and makes a new one.
    return undefined
  }
}

/** The highest `data-N` there is; undefined in a folder that holds no library. */
export async function newestGeneration(fs: FileSystem, root: string): Promise<number | undefined> {
  let newest: number | undefined
  for (const { name, kind } of (await orMissing(fs.list(root))) ?? []) {
    const match = kind === 'folder' ? /^data-([1-9]\d{0,5})$/.exec(name) : null
    if (match) newest = Math.max(newest ?? 0, Number(match[1]))
  }
  return newest
}
