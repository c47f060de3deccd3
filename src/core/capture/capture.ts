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
import { createDuplicates } from './duplicates'
import type { GuardedFetch } from './guarded-fetch'
import { labelOf, type AddItem } from './items'
import { createItemReader } from './read-item'
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
}

export interface AddOptions {
  tags?: readonly string[]
  /** Id of a reading list. */
  list?: string
  signal?: AbortSignal
  onProgress?: (progress: AddProgress) => void
  /** `sample`: marks the articles as part of the sample library. By default what the item is. */
  from?: Snapshot['from']
}

export interface AddProgress {
  done: number
  total: number
  input: string
  result?: CaptureResult
}

export interface Capture {
  handlers: Pick<CoreHandlers, 'capture.begin' | 'capture.piece' | 'capture.add'>
  /** One result per item, in their order, whatever happens to each; only a library that cannot be written throws. */
  add(items: readonly AddItem[], options?: AddOptions): Promise<CaptureResult[]>
  /** Gives an article that exists a text. Its fields stay; those it lacks are filled in. */
  attach: Attach
  close(): Promise<void>
}

/** Read at the same time: one in a worker while the other's images or files are fetched. */
const AT_ONCE = 2

export function createCapture(deps: CaptureDeps): Capture {
  const { store } = deps
  const uploads = createUploads()
  const duplicates = createDuplicates(store)
  const shelf = createShelf({ ...deps, duplicates })
  const readItem = createItemReader({ ...deps, duplicates })

  const add: Capture['add'] = async (items, options = {}) => {
    const { list, signal, onProgress } = options
    if (store.readOnly !== undefined) throw new CarrelError('READ_ONLY', store.readOnly)
    if (list !== undefined && !store.get('lists', list))
      throw new CarrelError('NOT_FOUND', 'That reading list is not in the library any more.', { id: list })
    const tags = (options.tags ?? []).flatMap((tag) => parseTagPath(tag) ?? [])
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
          const read = await readItem(item, { tags, signal, from: options.from })
          if ('status' in read) settle(index, read)
          else await batch.place(read, (result) => settle(index, result))
        } catch (error) {
          settle(index, { input, status: 'failed', missing: [], message: sentence(error, signal) })
        }
      }
    }
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, runner))
    await batch.flush()
    return results
  }

  return {
    add,
    // What is given to an article is not a duplicate of it.
    attach: createAttach({
      ...deps,
      readItem: createItemReader({ ...deps, duplicates: { find: () => undefined } })
    }),
    close: () => uploads.close(),
    handlers: {
      'capture.begin': async ({ size }) => ({ upload: uploads.begin(size) }),
      'capture.piece': async ({ upload, data }) => ({ received: await uploads.piece(upload, data) }),
      'capture.add': async ({ items, tags, list }, { signal, progress }) => {
        const handles = items.flatMap(handlesOf)
        uploads.hold(handles)
        try {
          return await add(
            items.map((item) => fromContract(item, (handle) => uploads.take(handle))),
            {
              signal,
              onProgress: progress,
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
