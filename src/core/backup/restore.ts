/** From a backup to the edits that bring it back. */
import type { LibraryCopy, Op, Put, Records } from '#core/ports'
import { CarrelError } from '#shared/contract/errors'
import type { RestoreWhat } from '#shared/contract/backup'
import type { Annotation, CollectionName, Collections, Note } from '#shared/contract/records'
import { picturesIn } from '#shared/markdown/pictures'
import { sameRecord } from './same'

type AnyRecord = Readonly<Collections[CollectionName]>

/** Undo goes with what it undoes: the stack of then belongs to the library of then. Settings stay as they are. */
const wholeLibrary = ['articles', 'annotations', 'notes', 'tags', 'lists', 'smart', 'actions'] as const
const missingOnly = ['articles', 'annotations', 'notes', 'tags', 'lists', 'smart'] as const

/** The ops for `what`, made for the library as it is now. Throws NOT_FOUND when the backup does not have it. */
export function restoreOps(store: Records, copy: LibraryCopy, what: RestoreWhat): Op[] {
  switch (what.kind) {
    case 'all':
      return wholeLibrary.flatMap((name) => replace(store, copy, name))
    case 'missing':
      return missingOnly.flatMap((name) =>
        [...copy.all(name).values()]
          .filter(({ id }) => !store.get(name, id))
          .map((r) => putBack(store, name, r))
      )
    case 'article':
      return articleOps(store, copy, what.id)
    case 'list':
      return listOps(store, copy, what.id)
  }
}

function replace(store: Records, copy: LibraryCopy, name: CollectionName): Op[] {
  const then = copy.all(name)
  const ops: Op[] = []
  for (const { id } of store.all(name)) if (!then.has(id)) ops.push({ op: 'del', collection: name, id })
  for (const record of then.values()) {
    const here = store.get(name, record.id)
    if (!here || !sameRecord(here, record)) ops.push(putBack(store, name, record))
  }
  return ops
}

/** What is here is written over as it is (`rev: 0`); what is gone comes back to the place it had. */
function putBack(store: Records, name: CollectionName, record: AnyRecord): Op {
  const rev = store.get(name, record.id) ? 0 : Math.max(1, record.rev)
  return { op: 'put', collection: name, record: { ...record, rev } } as unknown as Put
}

/** Live, whatever lay in the trash then. */
function live<T extends { trashed?: string | undefined }>(record: T): T {
  const { trashed: _trashed, ...rest } = record
  return rest as T
}

function articleOps(store: Records, copy: LibraryCopy, id: string): Op[] {
  const article = copy.all('articles').get(id)
  if (!article) throw notInBackup('article')
  const ops: Op[] = [putBack(store, 'articles', live(article))]
  for (const record of copy.all('annotations').values())
    if (record.article === id && differs(store, 'annotations', record))
      ops.push(putBack(store, 'annotations', record))
  for (const record of copy.all('notes').values())
    if (record.article === id && differs(store, 'notes', record)) ops.push(putBack(store, 'notes', record))
  return ops
}

/** Entries of articles that are nowhere any more are left out by whoever shows the list; the list keeps them. */
function listOps(store: Records, copy: LibraryCopy, id: string): Op[] {
  const list = copy.all('lists').get(id)
  if (!list) throw notInBackup('list')
  return [putBack(store, 'lists', live(list))]
}

function differs(
  store: Records,
  name: 'annotations' | 'notes',
  record: Readonly<Annotation | Note>
): boolean {
  const here = store.get(name, record.id)
  return !here || !sameRecord(here, record)
}

function notInBackup(what: string): CarrelError {
  return new CarrelError('NOT_FOUND', `This ${what} is not in the backup. Nothing was changed.`)
}

/** The saved files that the ops' records show. */
export function assetsNeeded(ops: readonly Op[]): Set<string> {
  const names = new Set<string>()
  const add = (found: readonly string[]): void => found.forEach((name) => names.add(name))
  for (const op of ops) {
    if (op.op !== 'put') continue
    if (op.collection === 'articles')
      for (const { html, text, source, images } of op.record.snapshots)
        add([html, text, ...(source === undefined ? [] : [source]), ...images])
    else if (op.collection === 'notes') add(picturesIn(op.record.text))
    else if (op.collection === 'annotations') add(picturesIn(op.record.note))
  }
  return names
}
