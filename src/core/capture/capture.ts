/**
 * The capture service: takes files, pasted text and addresses, and adds articles. Heavy work is done by workers;
 * here it is queued, images are fetched, duplicates noticed, and records written in a few large actions.
 */
import type { CaptureItem, CaptureResult } from '#shared/contract/capture'
import { CarrelError } from '#shared/contract/errors'
import type { CoreHandlers } from '#shared/contract/index'
import type { Bibliographic, Snapshot } from '#shared/contract/records'
import { parseTagPath } from '#shared/domain/tag-path'
import type { Actions, Assets, Clock, NewId, Store, Workers } from '#core/ports'
import { createAttach, type Attach } from './attach'
import { createDuplicates, noDuplicates } from './duplicates'
import type { GuardedFetch } from './guarded-fetch'
import { labelOf, type AddItem } from './items'
import { createItemReader } from './read-item'
import { keepPicture } from './picture'
import { createRenewing, type Renewing } from './renew'
import { sentence } from './sentence'
import { createShelf } from './shelf'
import { createUploads } from './uploads'

export interface CaptureDeps {
  store: Store
  assets: Assets
  actions: Actions
  workers: Workers
  clock: Clock
  newId: NewId
  fetch: GuardedFetch
  makeCitekey(fields: Bibliographic, taken: (key: string) => boolean): string
  /** Called before many things are added at once: for a backup. */
  beforeMany?(): Promise<void>
}

export interface AddOptions {
  tags?: readonly string[]
  /** Id of a reading list. */
  list?: string
  signal?: AbortSignal
  onProgress?: (progress: AddProgress) => void
  /** `sample`: marks the articles as part of the sample library. By default what the item is. */
  from?: Snapshot['from']
  /** Also what is in the library already. */
  anyway?: boolean
}

export interface AddProgress {
  done: number
  total: number
  input: string
  result?: CaptureResult
}

export interface Capture {
  handlers: Pick<CoreHandlers, Extract<keyof CoreHandlers, `capture.${string}`>>
  /** One result per item, in their order, whatever happens to each; only a library that cannot be written throws. */
  add(items: readonly AddItem[], options?: AddOptions): Promise<CaptureResult[]>
  /** Gives an article that exists a text. Its fields stay; those it lacks are filled in. */
  attach: Attach
  /** Gives an article a newer text; the older ones stay. */
  again: Renewing['again']
  close(): Promise<void>
}

/** So many at once are worth a backup of what was there before. */
const MANY = 20

/** Read at the same time: one in a worker while the other's images or files are fetched. */
const AT_ONCE = 2

export function createCapture(deps: CaptureDeps): Capture {
  const { store } = deps
  const uploads = createUploads()
  const duplicates = createDuplicates(store)
  const shelf = createShelf({ ...deps, duplicates })
  const readItem = createItemReader({ ...deps, duplicates })
  // What is given to an article is not a duplicate of it.
  const readAny = createItemReader({ ...deps, duplicates: noDuplicates })

  const add: Capture['add'] = async (items, options = {}) => {
    const { list, signal, onProgress } = options
    if (store.readOnly !== undefined) throw new CarrelError('READ_ONLY', store.readOnly)
    if (list !== undefined && !store.get('lists', list))
      throw new CarrelError('NOT_FOUND', 'That reading list is not in the library any more.', { id: list })
    const tags = (options.tags ?? []).flatMap((tag) => parseTagPath(tag) ?? [])
    if (items.length >= MANY && store.count('articles') > 0) await deps.beforeMany?.()
    const results: CaptureResult[] = []
    let done = 0
    const settle = (index: number, result: CaptureResult): void => {
      results[index] = result
      done += 1
      onProgress?.({ done, total: items.length, input: result.input, result })
    }
    const batch = shelf.open(list)
    let next = 0
    const runner = async (): Promise<void> => {
      while (next < items.length) {
        const index = next++
        const item = items[index]
        if (!item) continue
        const input = labelOf(item)
        if (signal?.aborted) {
          settle(index, { input, status: 'failed', missing: [], message: 'Not added: cancelled.' })
          continue
        }
        onProgress?.({ done, total: items.length, input })
        try {
          const reader = options.anyway === true ? readAny : readItem
          const read = await reader(item, { tags, signal, from: options.from })
          if ('status' in read) settle(index, read)
          else {
            const wanted = options.anyway === true ? { ...read, keys: [], identity: {} } : read
            await batch.place(wanted, (result) => settle(index, result))
          }
        } catch (error) {
          settle(index, { input, status: 'failed', missing: [], message: sentence(error, signal) })
        }
      }
    }
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, runner))
    await batch.flush()
    return results
  }

  const renewing = createRenewing({ ...deps, duplicates: noDuplicates, readItem: readAny })

  return {
    add,
    attach: createAttach({ ...deps, readItem: readAny }),
    again: renewing.again,
    close: () => uploads.close(),
    handlers: {
      ...renewing.handlers,
      'capture.again': async ({ id, item }, { signal }) => {
        const handles = item ? handlesOf(item) : []
        uploads.hold(handles)
        try {
          const given = item && fromContract(item, (handle) => uploads.take(handle))
          return await renewing.again(id, given, signal)
        } finally {
          uploads.drop(handles)
        }
      },
      'capture.begin': async ({ size }) => ({ upload: uploads.begin(size) }),
      'capture.piece': async ({ upload, data }) => ({ received: await uploads.piece(upload, data) }),
      'capture.picture': async ({ upload }) => ({
        name: await keepPicture(deps.assets, await uploads.take(upload))
      }),
      'capture.add': async ({ items, tags, list, anyway }, { signal, progress }) => {
        const handles = items.flatMap(handlesOf)
        uploads.hold(handles)
        try {
          return await add(
            items.map((item) => fromContract(item, (handle) => uploads.take(handle))),
            {
              signal,
              onProgress: progress,
              ...(anyway === undefined ? {} : { anyway }),
              ...(tags === undefined ? {} : { tags }),
              ...(list === undefined ? {} : { list })
            }
          )
        } finally {
          uploads.drop(handles)
        }
      }
    }
  }
}

function handlesOf(item: CaptureItem): string[] {
  return item.kind === 'file' ? [item.upload, ...item.companions.map((c) => c.upload)] : []
}

function fromContract(item: CaptureItem, take: (handle: string) => Promise<Uint8Array>): AddItem {
  if (item.kind !== 'file') return item
  return {
    kind: 'file',
    name: item.name,
    bytes: () => take(item.upload),
    companions: item.companions.map((c) => ({ name: c.name, read: () => take(c.upload) }))
  }
}
