/**
 * Files that are kept up to date. A change is written once it has rested a moment, or after ten such moments if changes
 * keep coming; one file at a time. What was missed while Carrel was shut is written when it starts.
 */
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { CarrelError } from '#shared/contract/errors'
import type { CoreHandlers } from '#shared/contract/index'
import type { LivingScope } from '#shared/contract/exchange'
import type { KeptFile } from '#shared/contract/keep'
import type { Clock, NewId, Store } from '#core/ports'
import { FORMATS } from '../formats'
import { safeFileName } from '../file-name'
import { fileAt, sha256, writeUnlessEdited } from '../write-unless-edited'
import { keptRecords, type KeptRecord } from './kept-records'
import { targetOf } from './target'
import { concerns, isAnything, touchedBy } from './touches'

export interface KeepDeps {
  store: Store
  clock: Clock
  newId: NewId
  /** Stands for this computer and user. */
  machine: string
  export: CoreHandlers['exchange.export']
  /** Folders that must not hold such a file, and why. */
  forbidden(): Promise<{ folder: string; why: string }[]>
  /** Milliseconds that changes must rest; undefined: nothing is written by itself (the command line). */
  restMs: number | undefined
  log(message: string, error: unknown): void
}

export interface Keep {
  handlers: Pick<CoreHandlers, Extract<keyof CoreHandlers, `keep.${string}`>>
  /** Where the files lie. */
  paths(): string[]
  /** Writes what is due, as far as that goes in a moment. */
  close(): Promise<void>
}

/** Most moments of rest that one change waits for others. */
const MOST_RESTS = 10
/** After the disk refused. */
const AGAIN_MS = 30_000
const CLOSE_MS = 3_000
const MOST_KEPT = 100

export function createKeep(deps: KeepDeps): Keep {
  const { store, clock, restMs, log } = deps
  const kept = keptRecords(store, clock, deps.machine)
  /** Waiting to be written: when the first change came, in milliseconds. */
  const due = new Map<string, { since: number; timer: NodeJS.Timeout }>()
  const closing = new AbortController()
  let queue: Promise<void> = Promise.resolve()

  const need = (id: string): KeptRecord => {
    const found = kept.find(id)
    if (found === undefined) throw new CarrelError('NOT_FOUND', 'This file is not kept up to date any more.')
    return found
  }
  const nameOf = (scope: LivingScope): string => {
    if (scope.kind === 'list') return store.get('lists', scope.list)?.name ?? 'a list that is gone'
    if (scope.kind === 'smart') return store.get('smart', scope.smart)?.name ?? 'a filter that is gone'
    return scope.kind === 'tag' ? `#${scope.tag}` : 'library'
  }
  const shown = (record: KeptRecord): KeptFile => ({
    ...without(record, 'hash'),
    of: record.scope.kind === 'all' ? 'the whole library' : nameOf(record.scope)
  })

  const writeNow = async (id: string, overwrite = false): Promise<void> => {
    const record = kept.find(id)
    if (record === undefined) return
    try {
      const made = await deps.export(
        { scope: record.scope, ...record.options },
        { signal: closing.signal, progress: () => undefined }
      )
      const bytes =
        made.bytes === undefined ? new TextEncoder().encode(made.text) : Buffer.from(made.bytes, 'base64')
      const wrote = await writeUnlessEdited(record.path, bytes, overwrite ? 'any' : kept.ours(record))
      if (!wrote.written && record.hash === wrote.hash && record.problem === undefined) return
      const written = { at: clock.now(), entries: made.entries }
      const there = { path: record.path, hash: wrote.hash }
      await keep(record, (now) => ({ ...without(now, 'problem'), written, hash: wrote.hash }), there)
    } catch (error) {
      if (closing.signal.aborted) return // it is looked at again at the next start
      const message = sentence(error, record.path)
      const changed = error instanceof CarrelError && error.code === 'CONFLICT'
      const problem = { kind: changed ? 'changed' : 'failed', message } as const
      if (record.problem?.kind !== problem.kind || record.problem.message !== message)
        await keep(record, (now) => ({ ...now, problem }))
      if (!(error instanceof Error && ('syscall' in error || error instanceof CarrelError)))
        log('could not write a file that is kept up to date', error)
      if (!changed) touch(id, AGAIN_MS)
    }
  }
  /** Of a file that moved meanwhile, nothing is said. What the library refuses to remember is found out again. */
  const keep = async (
    { id, path }: KeptRecord,
    change: (now: KeptRecord) => KeptRecord,
    wrote?: { path: string; hash: string }
  ): Promise<void> => {
    try {
      await kept.update(id, (now) => (now.path === path ? change(now) : now), wrote)
    } catch (error) {
      log('could not remember a file that is kept up to date', error)
    }
  }
  const forget = (id: string): void => {
    clearTimeout(due.get(id)?.timer)
    due.delete(id)
  }
  const inTurn = (id: string, overwrite?: boolean): Promise<void> => {
    forget(id)
    queue = queue.then(() => writeNow(id, overwrite))
    return queue
  }
  const touch = (id: string, ms = restMs): void => {
    if (ms === undefined || restMs === undefined || closing.signal.aborted) return
    // What was paused while it was being written is not tried again.
    if (kept.find(id)?.paused !== false || store.readOnly !== undefined) return
    const waiting = due.get(id)
    clearTimeout(waiting?.timer)
    const since = waiting?.since ?? Date.now()
    const left = Math.max(0, since + MOST_RESTS * ms - Date.now())
    const timer = setTimeout(() => void inTurn(id), Math.min(ms, left)).unref()
    due.set(id, { since, timer })
  }
  const running = (): KeptRecord[] => kept.all().filter((k) => !k.paused && k.problem?.kind !== 'changed')
  const unsubscribe = store.onCommit((changes) => {
    const touched = touchedBy(changes)
    if (!isAnything(touched)) return
    for (const { id, scope, options } of running()) if (concerns(touched, scope, options, store)) touch(id)
  })
  for (const { id } of running()) touch(id)

  /** The path, free for this file. `id`: of the one that moves. */
  const place = async (
    given: string,
    options: KeptRecord['options'],
    replace: boolean,
    id?: string
  ): Promise<string> => {
    const path = await targetOf(given, options.format, await deps.forbidden())
    const other = kept.all().find((k) => k.path === path && k.id !== id)
    if (other)
      throw new CarrelError(
        'BAD_INPUT',
        `${path} is kept up to date already, for ${shown(other).of}. Choose another name.`
      )
    if (!replace && (await fileAt(path)) !== undefined)
      throw new CarrelError(
        'CONFLICT',
        `There is a file ${path} already. Write over it, or choose another name.`
      )
    return path
  }

  return {
    handlers: {
      'keep.list': async () => ({ files: kept.all().map(shown) }),
      'keep.suggest': async ({ scope, options }) => {
        const last = kept.all().at(-1)
        const name = safeFileName(nameOf(scope).replace(/^#/, ''), FORMATS[options.format].extension)
        return { path: join(last === undefined ? homedir() : dirname(last.path), name) }
      },
      'keep.add': async ({ scope, options, path: given, replace }) => {
        if (kept.all().length >= MOST_KEPT)
          throw new CarrelError(
            'TOO_LARGE',
            `Carrel keeps ${MOST_KEPT} files up to date at most. Stop one first.`
          )
        const path = await place(given, options, replace)
        const there = await fileAt(path)
        const record: KeptRecord = { id: deps.newId(), scope, options, path, paused: false }
        if (there !== undefined) record.hash = sha256(there)
        await kept.add(record)
        if (restMs !== undefined) void inTurn(record.id)
        return shown(record)
      },
      'keep.change': async ({ id, paused, path: given, replace }) => {
        const old = need(id)
        const to = given === undefined ? undefined : await place(given, old.options, replace, id)
        const there = to === undefined ? undefined : await fileAt(to)
        await kept.update(id, (now) => {
          const next = { ...now, ...(paused === undefined ? {} : { paused }) }
          if (to === undefined) return next
          const moved = { ...without(next, 'problem', 'written', 'hash'), path: to }
          return there === undefined ? moved : { ...moved, hash: sha256(there) }
        })
        const next = need(id)
        if (next.paused) forget(id)
        else if (restMs !== undefined) void inTurn(id)
        return shown(next)
      },
      'keep.write': async ({ id, overwrite }) => {
        need(id)
        await inTurn(id, overwrite)
        return shown(need(id))
      },
      'keep.remove': async ({ id }) => {
        forget(id)
        await kept.remove(id)
        return {}
      }
    },
    paths: () => kept.all().map((k) => k.path),
    async close() {
      unsubscribe()
      for (const id of due.keys()) void inTurn(id)
      const enough = setTimeout(() => closing.abort(), CLOSE_MS)
      await queue
      clearTimeout(enough)
      closing.abort()
    }
  }
}

function without<F extends 'problem' | 'written' | 'hash'>(
  record: KeptRecord,
  ...fields: F[]
): Omit<KeptRecord, F> {
  const copy = { ...record }
  for (const field of fields) delete copy[field]
  return copy
}

/** For a person: what is wrong, and where. */
function sentence(error: unknown, path: string): string {
  if (error instanceof CarrelError) return error.message
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  if (code === 'ENOENT') return `There is no folder ${dirname(path)} any more.`
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return `${path} may not be written.`
  if (code === 'ENOSPC' || code === 'EDQUOT') return `The disk is full: ${path} is as it was.`
  return `${path} could not be written (${code ?? 'unknown reason'}).`
}
