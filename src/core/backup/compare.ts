/** What a backup has that the library has not, and the other way round: shown before anything is replaced. */
import type { LibraryCopy, Records } from '#core/ports'
import { backupKinds, type BackupKind, type Comparison, type Restorable } from '#shared/contract/backup'
import { sameRecord } from './same'

/** So many are named; all are counted. */
const NAMED = 500

export function compare(store: Records, copy: LibraryCopy, library: string): Comparison {
  const restorable: Restorable[] = []
  let restorableTotal = 0
  const offer = (item: Restorable): void => {
    restorableTotal++
    if (restorable.length < NAMED) restorable.push(item)
  }
  const kinds = Object.fromEntries(
    backupKinds.map((kind) => [kind, compareKind(store, copy, kind, offer)])
  ) as Comparison['kinds']
  const latestHere = latest(backupKinds.flatMap((kind) => [...store.all(kind)]))
  const latestThere = latest(backupKinds.flatMap((kind) => [...copy.all(kind).values()]))
  return {
    made: copy.made,
    otherLibrary: copy.library !== library,
    ...(latestHere === undefined ? {} : { latestHere }),
    ...(latestThere === undefined ? {} : { latestThere }),
    kinds,
    restorable,
    restorableTotal
  }
}

function compareKind(
  store: Records,
  copy: LibraryCopy,
  kind: BackupKind,
  offer: (item: Restorable) => void
): Comparison['kinds'][BackupKind] {
  const records = copy.all(kind)
  let [onlyThere, changed] = [0, 0]
  for (const [id, record] of records) {
    const mine = store.get(kind, id)
    if (!mine) onlyThere++
    else if (sameRecord(mine, record)) continue
    else changed++
    if (kind !== 'articles' && kind !== 'lists') continue
    // What lay in the trash then is not missed now.
    if ('trashed' in record && record.trashed !== undefined) continue
    const gone = mine && 'trashed' in mine && mine.trashed !== undefined
    offer({
      kind: kind === 'articles' ? 'article' : 'list',
      id,
      title: 'title' in record ? record.title : 'name' in record ? record.name : '',
      how: !mine ? 'missing' : gone ? 'trashed' : 'changed'
    })
  }
  const here = store.count(kind)
  return { here, there: records.size, onlyHere: here - (records.size - onlyThere), onlyThere, changed }
}

function latest(records: readonly { updated: string }[]): string | undefined {
  let found: string | undefined
  for (const { updated } of records) if (found === undefined || updated > found) found = updated
  return found
}
