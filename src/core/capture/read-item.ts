/** One item → an article ready to be placed in the library, its files already there. */
import { createHash } from 'node:crypto'
import type { CaptureResult } from '#shared/contract/capture'
import { CarrelError } from '#shared/contract/errors'
import type { Snapshot, SnapshotView } from '#shared/contract/records'
import { changeTags } from '#shared/domain/tag-path'
import type { Assets, Clock, NewId, Workers } from '#core/ports'
import type { Draft, Source } from './draft'
import type { Duplicates, Identity } from './duplicates'
import { findSource, typedAddress, type Found } from './find-source'
import type { FinishInput } from './finish'
import type { GuardedFetch } from './guarded-fetch'
import { labelOf, type AddItem } from './items'
import { LIMITS } from './limits'
import { duplicateOf, newArticle, type ReadyArticle } from './ready-article'
import { storeImages } from './store-images'
import { createTally } from './tally'

export interface ReaderDeps {
  assets: Assets
  workers: Workers
  clock: Clock
  newId: NewId
  fetch: GuardedFetch
  duplicates: Duplicates
}

export interface ReadOptions {
  tags: readonly string[]
  signal: AbortSignal | undefined
  from: Snapshot['from'] | undefined
}

/** A duplicate is known by itself; anything else is ready. Throws CarrelError with a sentence. */
export type ReadItem = (item: AddItem, options: ReadOptions) => Promise<CaptureResult | ReadyArticle>

export function createItemReader(deps: ReaderDeps): ReadItem {
  const { workers, clock, newId, fetch, duplicates } = deps
  return async (item, { tags, signal, from }) => {
    const input = labelOf(item)
    const known = (identity: Identity): CaptureResult | undefined => {
      const found = duplicates.find(identity)
      return found && duplicateOf(input, found)
    }
    const before = item.kind === 'url' ? known({ url: typedAddress(item.url).href }) : undefined
    if (before) return before
    const found = await findSource(item, fetch, signal)
    const { bytes } = found.source
    const sourceName = assetNameOf(bytes, 'raw')
    const same = known({ source: sourceName, url: found.source.url })
    if (same) return same

    const draft = await extract(workers, found.source, signal)
    const textBytes = Buffer.from(draft.text, 'utf8')
    const identity: Identity = {
      url: draft.fields.url,
      doi: draft.fields.doi,
      title: draft.fields.title,
      sketch: draft.sketch,
      source: sourceName,
      text: draft.words > 0 ? assetNameOf(textBytes, 'txt') : undefined
    }
    const again = known(identity)
    if (again) return again

    const snapshot = await makeSnapshot(deps, found, draft, { signal, sourceName, from })
    const like = duplicates.like(identity)
    const ready = newArticle({
      id: newId(),
      now: clock.now(),
      input,
      fields: { ...draft.fields, title: titleOf(draft) },
      tags: changeTags([], [...draft.tags, ...tags], []),
      snapshot,
      sample: from === 'sample',
      identity
    })
    return like ? { ...ready, like: { id: like.id, title: like.title } } : ready
  }
}

export interface SnapshotParts {
  sourceName: string
  signal: AbortSignal | undefined
  from?: Snapshot['from'] | undefined
  /** When the source was captured; now, if it is new. */
  captured?: string
}

/** A draft → its files in the library and the record that names them. */
export async function makeSnapshot(
  { assets, workers, clock }: Pick<ReaderDeps, 'assets' | 'workers' | 'clock'>,
  found: Found,
  draft: Draft,
  { sourceName, signal, from, captured }: SnapshotParts
): Promise<Snapshot> {
  const missing = createTally()
  const images = await storeImages(draft.images, { assets, source: found.images, missing, signal })
  const finishInput: FinishInput = {
    title: titleOf(draft),
    lang: draft.fields.lang,
    dir: draft.dir,
    body: draft.body,
    images
  }
  const document = await workers.run<string>('capture.finish', finishInput, {
    ms: LIMITS.wholeMs,
    ...(signal ? { signal } : {})
  })
  const kept = [...new Set(images.values())]
  const snapshot: Snapshot = {
    html: await assets.put(Buffer.from(document, 'utf8'), 'html'),
    text: await assets.put(Buffer.from(draft.text, 'utf8'), 'txt'),
    source: await assets.put(found.source.bytes, 'raw'),
    images: kept,
    captured: captured ?? clock.now(),
    from: from ?? found.from,
    words: draft.words,
    receipt: {
      words: draft.words,
      images: kept.length,
      missing: [...missing.items(), ...draft.missing],
      removed: draft.removed,
      origins: draft.origins
    }
  }
  if (snapshot.source !== sourceName) throw new Error('the store names bytes otherwise than expected')
  if (found.origin !== undefined) snapshot.origin = found.origin.slice(0, LIMITS.address)
  if (found.source.format === 'pdf') snapshot.pdf = true
  if (draft.view !== undefined) snapshot.view = draft.view
  const { charset } = found.source
  if (charset !== undefined && found.from === 'url') snapshot.charset = charset
  const places = placesOf(draft, images)
  if (places.size > 0) snapshot.places = Object.fromEntries(places)
  if (draft.sketch !== undefined) snapshot.sketch = draft.sketch
  return snapshot
}

const titleOf = (draft: Draft): string => (draft.fields.title.trim() === '' ? 'Untitled' : draft.fields.title)

const LONGEST_PLACE = 2000

/** Where each kept image was found. */
function placesOf(draft: Draft, images: ReadonlyMap<number, string>): Map<string, string> {
  const places = new Map<string, string>()
  for (const { number, candidates } of draft.images) {
    const name = images.get(number)
    const [place] = candidates
    if (name !== undefined && place !== undefined && place.length <= LONGEST_PLACE && place !== '__proto__')
      places.set(place, name)
  }
  return places
}

/** With extraction; without it when that takes too long or breaks the worker. */
export async function extract(
  workers: Workers,
  source: Omit<Source, 'extraction'>,
  signal: AbortSignal | undefined,
  view?: SnapshotView
): Promise<Draft> {
  const run = (extraction: Source['extraction'], ms: number): Promise<Draft> =>
    workers.run<Draft>('capture.extract', { ...source, extraction }, { ms, ...(signal ? { signal } : {}) })
  const { format } = source
  const megabytes = source.bytes.length / (1 << 20)
  const bookMs = LIMITS.bookMs + megabytes * LIMITS.extractMsPerMB
  if (format === 'epub' || format === 'docx' || format === 'odt') return run('whole', bookMs)
  if (format !== 'html' && format !== 'mhtml' && format !== 'pdf') return run('whole', LIMITS.wholeMs)
  if (view !== undefined && format !== 'pdf')
    return run(view, view === 'whole' ? LIMITS.wholeMs : LIMITS.extractMs + megabytes * LIMITS.extractMsPerMB)
  try {
    if (format === 'pdf') return await run('whole', bookMs)
    return await run('article', LIMITS.extractMs + megabytes * LIMITS.extractMsPerMB)
  } catch (error) {
    // Cancelled, or the source is to blame in a way that a second reading would not change.
    if (!(error instanceof CarrelError) || (error.code !== 'TOO_LARGE' && error.code !== 'INTERNAL'))
      throw error
    if (format === 'pdf') return run('none', LIMITS.wholeMs)
    const draft = await run('whole', LIMITS.wholeMs)
    draft.missing.push({
      what: 'other',
      count: 1,
      reason: 'the article could not be told from the rest of the page in time; the whole page is kept'
    })
    return draft
  }
}

/** The name that the store will give these bytes. */
function assetNameOf(bytes: Uint8Array, extension: string): string {
  return `${createHash('sha256').update(bytes).digest('hex')}.${extension}`
}
