/**
 * A whole library in one file: a gzipped tar of a library's folder (data files, saved pages and images, citation styles of one's own, library.json),
 * so that unpacking it gives a library that opens. `carrel-backup.json` comes last and says what there must be.
 */
import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { z } from 'zod'
import type { LibraryCopy, WrittenCopy } from '#core/ports'
import { CarrelError } from '#shared/contract/errors'
import { assetName } from '#shared/contract/records'
import { hashOf } from '../assets'
import { SCHEMA } from '../layout'
import { usual, type Reading } from '../migration/reading'
import { encodeManifest, type Manifest } from '../manifest'
import { assetsOf, breathe, countsOf, type SnapshotFile } from '../snapshot'
import { CopyBuilder } from './copy'
import { encodeSliced } from './sliced'
import { isStyleFile, isStyleSize, MOST_STYLES } from './styles'
import { readTar, tarEnd, tarHeader, tarPadding } from './tar'

const contents = z.object({
  format: z.literal('carrel-backup-file'),
  schema: z.int().nonnegative(),
  library: z.string().max(64),
  made: z.iso.datetime(),
  files: z.array(z.object({ key: z.string().max(100), count: z.int() })),
  assets: z.int(),
  /** How many citation styles; files of before have none. */
  styles: z.int().optional()
})
const CONTENTS = 'carrel-backup.json'
/** No file of a library comes near this. */
const LARGEST = 512 << 20

const TEXT = `This is a Carrel library as it was when it was backed up. Carrel can bring it back from the packed file
("Restore…" in its library window, or "carrel restore FILE"). Or unpack it and open the folder as a library.
`

export interface WholeFile {
  library: string
  made: string
  files: readonly SnapshotFile[]
  /** Citation styles of one's own, by file name. */
  styles: ReadonlyMap<string, Uint8Array>
  /** Undefined when there is none; throws CarrelError when it is damaged. */
  asset(name: string): Promise<Uint8Array | undefined>
  signal: AbortSignal
  progress(done: number, total: number): void
}

/** Writes the file (it must not exist), synced. Throws what the disk throws, CANCELLED when `signal` says so. */
export async function writeWholeFile(path: string, from: WholeFile): Promise<Omit<WrittenCopy, 'bytes'>> {
  const missing: string[] = []
  const names = [...(await assetsOf(from.files))].sort()
  const seconds = Date.parse(from.made) / 1000
  const total = from.files.length + names.length
  let done = 0
  let assets = 0
  const file = function* (name: string, bytes: Uint8Array): Generator<Uint8Array> {
    yield tarHeader(name, bytes.length, seconds)
    yield bytes
    yield tarPadding(bytes.length)
  }
  const step = async (): Promise<void> => {
    if (from.signal.aborted) throw new CarrelError('CANCELLED', 'Cancelled.')
    from.progress(++done, total)
    await breathe()
  }
  const parts = async function* (): AsyncGenerator<Uint8Array> {
    yield* file('README.txt', Buffer.from(TEXT))
    yield* file('library.json', encodeManifest(manifestOf(from)))
    for (const data of from.files) {
      await step()
      yield* file(`data-1/${data.key}.json`, await encodeSliced(data))
    }
    for (const [name, bytes] of from.styles) yield* file(`styles/${name}`, bytes)
    for (const name of names) {
      await step()
      const bytes = await readAsset(from, name)
      if (bytes) {
        assets++
        yield* file(assetPath(name), bytes)
      } else missing.push(name)
    }
    const list = {
      format: 'carrel-backup-file',
      schema: SCHEMA,
      library: from.library,
      made: from.made,
      files: from.files.map(({ key, items }) => ({ key, count: items.size })),
      assets,
      styles: from.styles.size
    }
    yield* file(CONTENTS, Buffer.from(`${JSON.stringify(list)}\n`))
    yield tarEnd
  }
  await pipeline(Readable.from(parts()), createGzip(), createWriteStream(path, { flags: 'wx', mode: 0o600 }))
  const handle = await open(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { counts: countsOf(from.files), assets, missing }
}

async function readAsset(from: WholeFile, name: string): Promise<Uint8Array | undefined> {
  try {
    return await from.asset(name)
  } catch (error) {
    // Damaged: listed as missing, like one that is not there.
    if (error instanceof CarrelError && error.code === 'NOT_FOUND') return undefined
    throw error
  }
}

function manifestOf({ library, made, files }: WholeFile): Manifest {
  return {
    format: 'carrel-library',
    schema: SCHEMA,
    id: library,
    created: made,
    generation: 1,
    files: files.map(({ key }) => key).sort()
  }
}

function assetPath(name: string): string {
  return `assets/${name.slice(0, 2)}/${name}`
}

/** Reads all of it. Throws BAD_INPUT with a sentence when it is no backup file, damaged, incomplete, or newer. */
export async function readWholeFile(
  path: string,
  asset?: (name: string, bytes: Uint8Array) => Promise<void>,
  reading: Reading = usual
): Promise<LibraryCopy> {
  try {
    return await read(path, asset, reading)
  } catch (error) {
    if (error instanceof CarrelError) throw error
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (error instanceof SyntaxError || error instanceof RangeError || /^(Z_|ERR_)/.test(code))
      throw refused('It is not a backup of Carrel, or it is damaged or incomplete.', error)
    throw error
  }
}

async function read(
  path: string,
  asset: ((name: string, bytes: Uint8Array) => Promise<void>) | undefined,
  reading: Reading
): Promise<LibraryCopy> {
  const builder = new CopyBuilder(reading)
  const found = new Map<string, number>()
  let assets = 0
  let list: z.infer<typeof contents> | undefined
  const source = createReadStream(path)
  const unpacked = createGunzip()
  source.on('error', (error) => unpacked.destroy(error))
  try {
    for await (const { name, bytes } of readTar(source.pipe(unpacked) as AsyncIterable<Buffer>, LARGEST)) {
      const data = /^data-1\/(.+)\.json$/.exec(name)?.[1]
      const saved = /^assets\/[0-9a-f]{2}\/(.+)$/.exec(name)?.[1]
      const style = /^styles\/(.+)$/.exec(name)?.[1]
      if (data !== undefined) {
        const count = builder.add(data, bytes)
        if (typeof count === 'string') throw refused(`In it, ${JSON.stringify(name.slice(0, 100))} ${count}.`)
        found.set(data, count)
        await breathe()
      } else if (saved !== undefined) {
        if (!assetName.safeParse(saved).success || !saved.startsWith(`${hashOf(bytes)}.`))
          throw refused(`In it, ${JSON.stringify(name.slice(0, 100))} is damaged.`)
        assets++
        await asset?.(saved, bytes)
      } else if (style !== undefined) {
        if (!isStyleFile(style) || !isStyleSize(bytes.length))
          throw refused(`In it, ${JSON.stringify(name.slice(0, 100))} is no citation style.`)
        builder.styles.set(style, bytes)
        if (builder.styles.size > MOST_STYLES)
          throw refused('In it are more citation styles than a library can have.')
      } else if (name === CONTENTS) list = readContents(bytes)
    }
  } finally {
    source.destroy()
    unpacked.destroy()
  }
  if (
    !list ||
    list.assets !== assets ||
    (list.styles ?? 0) !== builder.styles.size ||
    list.files.some(({ key, count }) => found.get(key) !== count)
  )
    throw refused('It is incomplete.')
  return builder.finish(list.library, list.made)
}

function readContents(bytes: Buffer): z.infer<typeof contents> {
  const value: unknown = JSON.parse(bytes.toString('utf8'))
  const read = contents.safeParse(value)
  const schema = z.object({ schema: z.int() }).safeParse(value)
  if (schema.success && schema.data.schema > SCHEMA) throw refused('It is of a newer version of Carrel.')
  if (!read.success) throw refused('Its list of contents does not fit.')
  return read.data
}

function refused(why: string, cause?: unknown): CarrelError {
  return new CarrelError(
    'BAD_INPUT',
    `This file cannot be restored. ${why} Nothing was changed.`,
    undefined,
    cause
  )
}
