/** After damage: the newest backup that really has what the library has not any more. */
import type { Backups, LibraryCopy, Records } from '#core/ports'
import { backupKinds, type BackupCounts, type BackupFacts } from '#shared/contract/backup'
import { CarrelError } from '#shared/contract/errors'

export async function newestWith(
  store: Records,
  backups: Pick<Backups, 'list' | 'read'>
): Promise<{ found?: { backup: BackupFacts; missing: BackupCounts }; unreadable: number }> {
  let unreadable = 0
  for (const backup of await backups.list()) {
    const copy = await readable(backups, backup.id)
    if (!copy) {
      unreadable++
      continue
    }
    const articles = copy.all('articles')
    const missing = { articles: 0, annotations: 0, notes: 0, tags: 0, lists: 0 }
    for (const kind of backupKinds)
      for (const [id, record] of copy.all(kind)) {
        // What lay in the trash then, by itself or with its article, is not missed now.
        const article = 'article' in record ? articles.get(record.article ?? '') : undefined
        const trashed =
          ('trashed' in record && record.trashed !== undefined) || article?.trashed !== undefined
        if (!trashed && !store.get(kind, id)) missing[kind]++
      }
    if (backupKinds.some((kind) => missing[kind] > 0)) return { found: { backup, missing }, unreadable }
  }
  return { unreadable }
}

async function readable(backups: Pick<Backups, 'read'>, id: string): Promise<LibraryCopy | undefined> {
  try {
    return await backups.read(id)
  } catch (error) {
    // Damaged, or gone by the rotation meanwhile: an older one may have it. How many is told.
    if (error instanceof CarrelError && error.code === 'NOT_FOUND') return undefined
    throw error
  }
}
