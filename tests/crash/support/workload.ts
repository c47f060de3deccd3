/**
 * Several writers at once over one store, and a model of what was acknowledged. Each unit is an article and its
 * annotation, written in one commit with the same version in both, so that half an edit shows.
 */
import type { Assets, Store } from '#core/ports'
import { CarrelError } from '#shared/contract/errors'
import { anAnnotation, anArticle } from './records'
import type { Random } from './random'

/** The version of a unit; 0: removed (or never there). */
export interface Model {
  acknowledged: Map<string, number>
  /** Asked for, not answered yet: either may be found. */
  pending: Map<string, number>
  assets: Set<string>
}

export function emptyModel(): Model {
  return { acknowledged: new Map(), pending: new Map(), assets: new Set() }
}
export function copyOf(model: Model): Model {
  return {
    acknowledged: new Map(model.acknowledged),
    pending: new Map(model.pending),
    assets: new Set(model.assets)
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
  /** Called after each answer. */
  answered?(kind: 'acknowledged' | 'refused', id: string, version: number): void
}

/** Runs the writers to their end. Refusals (NOT_SAVED) are counted; other errors are thrown. */
export async function work(options: WorkOptions): Promise<Tally> {
  const tally: Tally = { acknowledged: 0, refused: 0 }
  await Promise.all(Array.from({ length: options.writers }, () => writer(options, tally)))
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
  if (random.chance(0.2)) model.assets.add(await assets.put(Buffer.from(`asset ${id} ${version}`), 'txt'))
  const article = store.get('articles', id) ?? anArticle(id)
  const annotation = store.get('annotations', partnerOf(id)) ?? anAnnotation(partnerOf(id), id)
  model.pending.set(id, version)
  await store.commit([
    {
      op: 'put',
      collection: 'articles',
      record: { ...article, title: `v${version}`, abstract: 'x'.repeat(random.below(300)) }
    },
    { op: 'put', collection: 'annotations', record: { ...annotation, note: `v${version}` } }
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
export async function judge(store: Store, assets: Assets, model: Model): Promise<Verdict> {
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
  for (const name of model.assets)
    if (!(await assets.read(name).catch(() => undefined))) verdict.lost.push(`asset ${name}`)
  return verdict
}
