/**
 * Links follow what they name: whoever renames an article, a note or a citation key in an action, or makes one of two,
 * the links to it are rewritten in the same action, and undone with it.
 */
import type { Note, Article } from '#shared/contract/records'
import { linkKey, renameLinks } from '#shared/domain/note-links'
import type { Actions, LinkedActions, Op, Store } from '#core/ports'

/** `actions`, with the rewriting of links added to what is run. */
export function followingLinks(actions: Actions, store: Store): LinkedActions {
  return {
    run: (label, ops, became) =>
      actions.run(
        label,
        typeof ops === 'function'
          ? () => withLinks(ops(), store, became)
          : renames(ops, store, became) === undefined
            ? ops
            : () => withLinks(ops, store, became)
      )
  }
}

interface Renames {
  names: Map<string, string>
  citekeys: Map<string, string>
}

/** What `ops` rename; undefined: nothing that could be linked to. */
function renames(
  ops: readonly Op[],
  store: Store,
  became: ReadonlyMap<string, string> | undefined
): Renames | undefined {
  const names = new Map<string, string>()
  const citekeys = new Map<string, string>()
  for (const op of ops) {
    if (op.op !== 'put' || (op.collection !== 'articles' && op.collection !== 'notes')) continue
    const old: Readonly<Article | Note> | undefined = store.get(op.collection, op.record.id)
    if (!old || old.trashed !== undefined) continue
    const from = linkKey(old.title)
    if (from !== '' && op.record.title.trim() !== '' && from !== linkKey(op.record.title))
      names.set(from, op.record.title)
    if ('citekey' in old && 'citekey' in op.record && old.citekey !== op.record.citekey)
      citekeys.set(old.citekey, op.record.citekey)
  }
  for (const [gone, kept] of became ?? []) {
    const [old, now] = [store.get('articles', gone), store.get('articles', kept)]
    if (!old || !now || old.trashed !== undefined) continue
    if (linkKey(old.title) !== linkKey(now.title)) names.set(linkKey(old.title), now.title)
    citekeys.set(old.citekey, now.citekey)
  }
  return names.size + citekeys.size === 0 ? undefined : { names, citekeys }
}

function withLinks(
  ops: readonly Op[],
  store: Store,
  became: ReadonlyMap<string, string> | undefined
): readonly Op[] {
  const found = renames(ops, store, became)
  if (!found) return ops
  // A name that another note or article has too still means that one.
  const renamed = new Set(ops.map((op) => (op.op === 'put' ? op.record.id : op.id)))
  for (const collection of ['notes', 'articles'] as const)
    for (const r of store.all(collection))
      if (!renamed.has(r.id) && r.trashed === undefined) found.names.delete(linkKey(r.title))
  if (found.names.size + found.citekeys.size === 0) return ops
  const out = [...ops]
  const at = new Map(ops.map((op, i) => [op.op === 'put' ? `${op.collection} ${op.record.id}` : '', i]))
  for (const n of store.all('notes')) {
    const i = at.get(`notes ${n.id}`)
    const op = i === undefined ? undefined : out[i]
    const record = op?.op === 'put' && op.collection === 'notes' ? op.record : n
    const text = renameLinks(record.text, found)
    if (text === record.text) continue
    const put: Op = { op: 'put', collection: 'notes', record: { ...record, text } }
    if (i === undefined) out.push(put)
    else out[i] = put
  }
  for (const a of store.all('annotations')) {
    const i = at.get(`annotations ${a.id}`)
    const op = i === undefined ? undefined : out[i]
    const record = op?.op === 'put' && op.collection === 'annotations' ? op.record : a
    if (record.note === '') continue
    const note = renameLinks(record.note, found)
    if (note === record.note) continue
    const put: Op = { op: 'put', collection: 'annotations', record: { ...record, note } }
    if (i === undefined) out.push(put)
    else out[i] = put
  }
  return out
}
