/** A library in memory and the capture service over it, with the workers' jobs in this thread. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CarrelError } from '#shared/contract/errors'
import type { Article, CollectionName, Collections } from '#shared/contract/records'
import { makeCitekey } from '#shared/domain/citekey'
import { makeId } from '#shared/domain/ids'
import type { Actions, Assets, Change, Op, Store } from '#core/ports'
import { createCapture, type CaptureDeps } from '#core/capture/capture'
import type { FetchRequest, GuardedFetch } from '#core/capture/guarded-fetch'
import { spawnInline } from '#core/workers/inline'
import { createWorkers } from '#core/workers/pool'

export const repoRoot = resolve(__dirname, '../../..')
export const shared = process.env['CARREL_SHARED'] ?? join(repoRoot, '..', 'shared')
export const sharedHas = (path: string): boolean => existsSync(join(shared, path))

export interface Harness extends ReturnType<typeof createCapture> {
  articles(): Article[]
  store: Store
  assets: Map<string, Uint8Array>
  labels: string[]
  fetched: FetchRequest[]
  read(name: string): string
  put(ops: readonly Op[]): Promise<readonly Change[]>
}

export interface HarnessOptions {
  fetch?: GuardedFetch
  readOnly?: string
  failing?: (ops: readonly Op[]) => boolean
  workers?: CaptureDeps['workers']
}

export function harness(options: HarnessOptions = {}): Harness {
  const records = new Map<CollectionName, Map<string, Collections[CollectionName]>>()
  const listeners: ((changes: readonly Change[]) => void)[] = []
  const of = (collection: CollectionName): Map<string, Collections[CollectionName]> => {
    const map = records.get(collection) ?? new Map<string, Collections[CollectionName]>()
    records.set(collection, map)
    return map
  }
  const commit = (ops: readonly Op[]): Promise<readonly Change[]> => {
    if (options.failing?.(ops)) return Promise.reject(new CarrelError('NOT_SAVED', 'The disk is full.'))
    const changes = ops.map((op): Change => {
      const id = op.op === 'put' ? op.record.id : op.id
      const before = of(op.collection).get(id)
      if (op.op === 'put') of(op.collection).set(id, op.record)
      else of(op.collection).delete(id)
      return { collection: op.collection, id, before, after: op.op === 'put' ? op.record : undefined }
    })
    for (const listener of listeners) listener(changes)
    return Promise.resolve(changes)
  }
  const store = {
    get: (collection: CollectionName, id: string) => of(collection).get(id),
    all: (collection: CollectionName) => of(collection).values(),
    count: (collection: CollectionName) => of(collection).size,
    commit,
    onCommit: (listener: (changes: readonly Change[]) => void) => {
      listeners.push(listener)
      return () => undefined
    },
    readOnly: options.readOnly,
    notices: []
  } as unknown as Store
  const files = new Map<string, Uint8Array>()
  const assets: Assets = {
    put: (bytes, extension) => {
      const name = `${createHash('sha256').update(bytes).digest('hex')}.${extension}`
      files.set(name, Uint8Array.from(bytes))
      return Promise.resolve(name)
    },
    read: (name) => Promise.resolve(files.get(name))
  }
  const labels: string[] = []
  const actions: Actions = {
    run: (label, ops) => {
      labels.push(label)
      return commit(typeof ops === 'function' ? ops() : ops)
    }
  }
  const fetched: FetchRequest[] = []
  const fetch: GuardedFetch = (request) => {
    fetched.push(request)
    return options.fetch?.(request) ?? Promise.reject(new CarrelError('OFFLINE', 'Refused by the test'))
  }
  let count = 0
  const capture = createCapture({
    store,
    assets,
    actions,
    workers: options.workers ?? createWorkers(spawnInline(), 1),
    clock: { now: () => '2026-01-02T03:04:05.000Z' },
    newId: () => makeId(1_767_000_000_000 + ++count, [1, 2, 3, 4, 5, 6, 7, 8]),
    fetch,
    makeCitekey
  })
  return {
    ...capture,
    store,
    articles: () => [...of('articles').values()] as Article[],
    assets: files,
    labels,
    fetched,
    read: (name) => Buffer.from(files.get(name) ?? []).toString('utf8'),
    put: commit
  }
}

export const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'))

/** The smallest PNG there is: one transparent pixel. */
export const PNG = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64'
  )
)

const SENTENCES = [
  'Studies serve for delight, for ornament, and for ability.',
  'Their chief use for delight is in privateness and retiring; for ornament, is in discourse.',
  'Reading maketh a full man; conference a ready man; and writing an exact man.',
  'Some books are to be tasted, others to be swallowed, and some few to be chewed and digested.',
  'Crafty men contemn studies, simple men admire them, and wise men use them.'
]
/** Enough prose that extraction recognises an article in it. `seed` makes texts differ. */
export function prose(seed: string, paragraphs = 4): string {
  return Array.from(
    { length: paragraphs },
    (_, i) => `<p>${seed} ${i}. ${SENTENCES.map((s) => s.replace('man', `man of ${seed}`)).join(' ')}</p>`
  ).join('\n')
}
export function page(seed: string, { head = '', body = '' } = {}): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${seed}</title>${head}</head><body><article><h1>${seed}</h1>${prose(seed)}${body}</article></body></html>`
}
