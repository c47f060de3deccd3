/**
 * Several writers at once over one store, and a model of what was acknowledged. Each unit is an article and its
 * annotation, written in one commit with the same version in both, so that half an edit shows. One more writer undoes and
 * redoes what it did; another makes backups meanwhile.
 */
import type { Actions, Assets, Backups, Store } from '#core/ports'
import { CarrelError } from '#shared/contract/errors'
import { anAnnotation, anArticle } from './records'
import type { Random } from './random'

/** The version of a unit; 0: removed (or never there). */
export interface Model {
  acknowledged: Map<string, number>
  /** Asked for, not answered yet: either may be found. */
  pending: Map<string, number>
  assets: Set<string>
  /** The newest backup that was answered. */
  backup?: string
}

export function emptyModel(): Model {
  return { acknowledged: new Map(), pending: new Map(), assets: new Set() }
}
export function copyOf(model: Model): Model {
  return {
    acknowledged: new Map(model.acknowledged),
    pending: new Map(model.pending),
    assets: new Set(model.assets),
    ...(model.backup === undefined ? {} : { backup: model.backup })
  }
}

export interface Tally {
  acknowledged: number
  refused: number
}

/** The id of the annotation that belongs to an article: its last character is another. */
export function partnerOf(article: string): string {
  return `${article.slice(0, 17)}z`
}

export interface WorkOptions {
  store: Store
  assets: Assets
  model: Model
  random: Random
  newId(): string
  writers: number
  edits: number
  /** With these one more writer undoes and redoes, and one makes backups. */
  history?: { actions: Actions; undo(): Promise<unknown>; redo(): Promise<unknown> }
  backups?: Backups
  /** Called after each answer. */
  answered?(kind: 'acknowledged' | 'refused', id: string, version: number): void
}

/** Runs the writers to their end. Refusals (NOT_SAVED) are counted; other errors are thrown. */
export async function work(options: WorkOptions): Promise<Tally> {
  const tally: Tally = { acknowledged: 0, refused: 0 }
  const { history, backups, model } = options
  await Promise.all([
    ...Array.from({ length: options.writers }, () => writer(options, tally)),
    history ? historian(options, history, tally) : undefined,
    backups?.make('asked').then(({ id }) => {
      model.backup = id
    })
  ])
  return tally
}

async function writer(options: WorkOptions, tally: Tally): Promise<void> {
  const { store, model, random, newId } = options
  const mine: string[] = []
  for (let i = 0; i < options.edits; i++) {
    const fresh = mine.length === 0 || random.chance(0.55)
    const id = fresh ? `${newId().slice(0, 17)}0` : random.pick(mine)
    const old = store.get('articles', id)
    const version = !fresh && old && random.chance(0.25) ? 0 : versionOf(old?.title) + 1
    if (fresh) mine.push(id)
    try {
      await edit(options, id, version)
      model.acknowledged.set(id, version)
      tally.acknowledged++
      options.answered?.('acknowledged', id, version)
    } catch (error) {
      if (!(error instanceof CarrelError) || error.code !== 'NOT_SAVED') throw error
      tally.refused++
      options.answered?.('refused', id, version)
    }
    model.pending.delete(id)
  }
}

/** Only its own actions are on the stack: it knows which version each undo brings back. */
async function historian(
  { store, model, random, newId, edits }: WorkOptions,
  { actions, undo, redo }: NonNullable<WorkOptions['history']>,
  tally: Tally
): Promise<void> {
  const id = `${newId().slice(0, 17)}0`
  const partner = partnerOf(id)
  /** The versions on the stack, and how many of them are done; before the first there is none. */
  const versions: number[] = []
  let done = 0
  for (let i = 0; i < edits; i++) {
    const goBack = done > 0 && random.chance(0.4)
    const goOn = !goBack && done < versions.length && random.chance(0.6)
    const at = goBack ? done - 1 : done + 1
    const version = goBack || goOn ? (versions[at - 1] ?? 0) : i + 1
    model.pending.set(id, version)
    if (goBack) await undo()
    else if (goOn) await redo()
    else {
      const article = { ...(store.get('articles', id) ?? anArticle(id)), title: `v${version}` }
      const annotation = {
        ...(store.get('annotations', partner) ?? anAnnotation(partner, id)),
        note: `v${version}`
      }
      await actions.run(`write ${version}`, [
        { op: 'put', collection: 'articles', record: article },
        { op: 'put', collection: 'annotations', record: annotation }
      ])
      versions.splice(done, Infinity, version)
    }
    done = at
    model.acknowledged.set(id, version)
    model.pending.delete(id)
    tally.acknowledged++
  }
}

async function edit(
  { store, assets, model, random }: WorkOptions,
  id: string,
  version: number
): Promise<void> {
  if (version === 0) {
    model.pending.set(id, 0)
    await store.commit([
      { op: 'del', collection: 'articles', id },
      { op: 'del', collection: 'annotations', id: partnerOf(id) }
    ])
    return
  }
  const text = random.chance(0.2) ? await assets.put(Buffer.from(`asset ${id} ${version}`), 'txt') : undefined
  if (text !== undefined) model.assets.add(text)
  const article = store.get('articles', id) ?? anArticle(id)
  const annotation = store.get('annotations', partnerOf(id)) ?? anAnnotation(partnerOf(id), id)
  model.pending.set(id, version)
  await store.commit([
    {
      op: 'put',
      collection: 'articles',
      record: { ...article, title: `v${version}`, abstract: 'x'.repeat(random.below(300)) }
    },
    {
      op: 'put',
      collection: 'annotations',
      record: { ...annotation, note: `v${version}`, ...(text === undefined ? {} : { text }) }
    }
  ])
}

export function versionOf(text: string | undefined): number {
  return text === undefined ? 0 : Number(text.slice(1))
}

export interface Verdict {
  /** Acknowledged and not found, or an older version found. */
  lost: string[]
  /** One record of a pair without the other, or of another version. */
  half: string[]
  /** Found although refused or removed. */
  returned: string[]
}

/** Compares what a newly opened store holds with what was acknowledged. */
export async function judge(store: Store, assets: Assets, model: Model, swept = false): Promise<Verdict> {
  const verdict: Verdict = { lost: [], half: [], returned: [] }
  const seen = new Set<string>()
  for (const { id, title } of store.all('articles')) {
    seen.add(id)
    if (store.get('annotations', partnerOf(id))?.note !== title) verdict.half.push(id)
  }
  for (const { article } of store.all('annotations')) if (!seen.has(article)) verdict.half.push(article)
  for (const [id, version] of model.acknowledged) {
    const found = versionOf(store.get('articles', id)?.title)
    if (found === version || found === model.pending.get(id)) continue
    if (version === 0) verdict.returned.push(id)
    else verdict.lost.push(`${id} v${version}, found v${found}`)
  }
  for (const id of seen) if (!model.acknowledged.has(id) && !model.pending.has(id)) verdict.returned.push(id)
  // A swept one may be gone; one that a record names may not.
  const named = new Set(
    [...store.all('annotations')].map(({ text }) => text).filter((name) => !/^a{64}/.test(name))
  )
  for (const name of swept ? named : new Set([...named, ...model.assets]))
    if (!(await assets.read(name).catch(() => undefined))) verdict.lost.push(`asset ${name}`)
  const top = [...store.all('actions')].filter(({ undone }) => !undone).at(-1)?.changes[0]
  const title = top?.after?.['title']
  if (top && title !== undefined && store.get('articles', top.id)?.title !== title)
    verdict.half.push(
      `undo knows ${JSON.stringify(title)}, the article is ${store.get('articles', top.id)?.title}`
    )
  return verdict
}
