/** A library with backups, over the real core and real folders: for each test a new one. */
import { afterEach, beforeEach, expect } from 'vitest'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Core } from '#core/app'
import type { BackupSource, RestoreWhat } from '#shared/contract/backup'
import { openCore } from '../cli/real-core'

export const go = { signal: new AbortController().signal, progress: () => undefined }

/** What a test may put another in the place of: a core opened again. */
export const at = { base: '', dir: '', core: undefined as unknown as Core }

beforeEach(async () => {
  at.base = await mkdtemp(join(tmpdir(), 'carrel-backups-'))
  at.dir = join(at.base, 'library')
  at.core = await openCore(at.dir)
})
afterEach(async () => {
  await at.core.close()
  await rm(at.base, { recursive: true, force: true })
})

export async function add(...names: string[]): Promise<string[]> {
  const made = await at.core.capture(
    names.map((name) => ({
      kind: 'text' as const,
      format: 'md' as const,
      text: `# On ${name}\n\nAll that is known of ${name} fits into this paragraph.`
    })),
    { from: 'paste' }
  )
  return made.map(({ id = '' }) => id)
}
export const note = (article: string, text: string): Promise<{ id: string }> =>
  at.core.handlers['notes.save']({ article, text }, go)
export const titles = async (): Promise<string[]> => {
  const { ids } = await at.core.handlers['articles.list']({ view: { kind: 'all' }, sort: 'title' }, go)
  return (await at.core.handlers['articles.summaries']({ ids }, go)).map(({ title }) => title).sort()
}
export const restore = (source: BackupSource, what: RestoreWhat) =>
  at.core.handlers['backup.restore']({ source, what }, go)
export const now = async (): Promise<BackupSource> => ({
  kind: 'backup',
  id: (await at.core.handlers['backup.now']({}, go)).id
})
/** Everything in data files below `backups/objects`. */
export async function objects(): Promise<string[]> {
  const folder = join(at.dir, 'backups/objects')
  const parts = await readdir(folder)
  return (await Promise.all(parts.map((part) => readdir(join(folder, part))))).flat().sort()
}
export async function toFile(): Promise<string> {
  const made = await at.core.handlers['backup.toFile']({}, go)
  expect(made.missing).toEqual([])
  const pieces: Buffer[] = []
  for (let from = 0; ;) {
    const piece = Buffer.from(
      (await at.core.handlers['backup.read']({ file: made.file, from }, go)).data,
      'base64'
    )
    if (piece.length === 0) break
    pieces.push(piece)
    from += piece.length
  }
  await at.core.handlers['backup.release']({ file: made.file }, go)
  const path = join(at.base, 'whole.tar.gz')
  await writeFile(path, Buffer.concat(pieces))
  expect((await stat(path)).size).toBe(made.bytes)
  return path
}
export async function handOver(bytes: Buffer): Promise<BackupSource> {
  const { upload } = await at.core.handlers['backup.begin']({ size: bytes.length }, go)
  await at.core.handlers['backup.piece']({ upload, data: bytes.toString('base64') }, go)
  return { kind: 'file', upload }
}
