/** Reading all backups back: which cannot be brought back whole, and what belongs to none. */
import { basename, join } from 'node:path'
import { orMissing, type FileSystem } from '../file-system'
import { isTemporaryName, type Folders } from '../durable-write'
import type { Reading } from '../migration/reading'
import type { Problem } from '../verify'
import { readManifests } from './backup-manifest'
import { BackupObjects } from './objects'
import { checkSliced } from './sliced'

export async function checkBackups(
  fs: FileSystem,
  folders: Folders,
  folder: string,
  reading: Reading
): Promise<{ wrong: Problem[]; idle: Problem[] }> {
  const wrong: Problem[] = []
  const idle: Problem[] = []
  const objects = new BackupObjects(fs, folders, join(folder, 'objects'))
  const { backups, unreadable } = await readManifests(fs, folder)
  for (const name of unreadable)
    wrong.push({ where: `backups/${name}`, what: 'is no backup that can be read' })
  /** Each content is read once, however many backups share it. */
  const states = new Map<string, number | string>()
  for (const { id, manifest } of backups) {
    const bad: string[] = []
    for (const { key, sha256, count } of manifest.files) {
      const state = states.get(sha256) ?? (await look(objects, sha256, key, reading))
      states.set(sha256, state)
      if (state !== count) bad.push(`${key} ${typeof state === 'string' ? state : 'is incomplete'}`)
    }
    const { sha256 } = manifest.assets
    if (!states.has(sha256)) states.set(sha256, (await objects.get(sha256)) ? 0 : 'is missing or damaged')
    if (typeof states.get(sha256) === 'string') bad.push('its list of saved files is missing or damaged')
    for (const { name, sha256: style } of manifest.styles ?? []) {
      if (!states.has(style)) states.set(style, (await objects.get(style)) ? 0 : 'is missing or damaged')
      if (typeof states.get(style) === 'string') bad.push(`the citation style ${name} is missing or damaged`)
    }
    if (bad.length > 0)
      wrong.push({ where: `backups/${id}.json`, what: `cannot be brought back whole: ${bad[0]}` })
  }
  for (const name of await objects.names())
    if (!states.has(basename(name, '.json.gz')))
      idle.push({
        where: `backups/objects/${name}`,
        what: isTemporaryName(name) ? 'was left half written by a crash' : 'belongs to no backup'
      })
  for (const { name, kind } of (await orMissing(fs.list(folder))) ?? [])
    if (!name.endsWith('.json') && !(kind === 'folder' && name === 'objects'))
      idle.push({ where: `backups/${name}`, what: 'is nothing of Carrel’s' })
  return { wrong, idle }
}

async function look(
  objects: BackupObjects,
  sha256: string,
  key: string,
  reading: Reading
): Promise<number | string> {
  const bytes = await objects.get(sha256)
  return bytes ? checkSliced(key, bytes, reading) : 'is missing or damaged'
}
