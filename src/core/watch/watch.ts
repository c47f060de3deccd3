/**
 * The watched folder. Looked at every few seconds rather than by the system's own notices, which network drives and
 * synchronised folders do not give. A file is taken once two looks find it the same. Files stay where they are; one that
 * is in the library already is known by its bytes, so a run that was cut short is simply done again.
 */
import { readFile, realpath, stat } from 'node:fs/promises'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import { z } from 'zod'
import type { CaptureResult } from '#shared/contract/capture'
import { CarrelError } from '#shared/contract/errors'
import type { Arrival } from '#shared/contract/events'
import type { CoreHandlers } from '#shared/contract/index'
import type { WatchStatus } from '#shared/contract/watch'
import { plural } from '#shared/domain/phrases'
import type { Clock, Store } from '#core/ports'
import { companionsOf, look, type CompanionFile, type Found } from './folder'

/** A file as the capture service takes it. */
export interface WatchedFile {
  kind: 'file'
  name: string
  bytes(): Promise<Uint8Array>
  companions: CompanionFile[]
}

export interface WatchDeps {
  store: Store
  clock: Clock
  /** Stands for this computer and user: the folder is watched where it was chosen, not where the library is synced to. */
  machine: string
  /** The library's own folder, which must not be watched. */
  libraryDir: string
  /** Whether a file of this name can be added at all. */
  canAdd(name: string): boolean
  /** Real paths of files that Carrel itself writes: they are left alone wherever they lie. */
  ours(): readonly string[]
  add(items: readonly WatchedFile[], options: { signal: AbortSignal }): Promise<CaptureResult[]>
  arrived(arrival: Arrival): void
  /** Milliseconds between looks; undefined: never looks (the command line adds what it was told to, and ends). */
  every: number | undefined
  log(message: string, error: unknown): void
}

export interface Watch {
  handlers: Pick<CoreHandlers, Extract<keyof CoreHandlers, `watch.${string}`>>
  status(): WatchStatus
  close(): Promise<void>
}

const SETTING = 'watch'
/** `until`: files that changed before were looked at in an earlier run (milliseconds). */
const stored = z.record(z.string(), z.object({ folder: z.string(), until: z.number() }))
type Stored = z.infer<typeof stored>

/** Added in one action. */
const BATCH = 200
const MOST_FAILED = 50
/** Clocks of drives differ from ours. */
const SLACK_MS = 60_000

export function createWatch(deps: WatchDeps): Watch {
  const { store, clock, machine, every, log } = deps
  /** Marks of files that were tried, and of those seen once. */
  let tried = new Map<string, string>()
  let seen = new Map<string, string>()
  let failed: { name: string; message: string }[] = []
  let problem: string | undefined
  let adding = 0
  let stop = new AbortController()
  let looking: Promise<void> = Promise.resolve()

  const all = (): Stored => stored.safeParse(store.get('settings', SETTING)?.value).data ?? {}
  const write = async (value: Stored[string] | undefined): Promise<void> => {
    const now = clock.now()
    const old = store.get('settings', SETTING)
    const rest = Object.entries(all()).filter(([key]) => key !== machine)
    const next = Object.fromEntries(value ? [...rest, [machine, value]] : rest)
    const record = { id: SETTING, rev: 0, n: 0, created: now, ...old, updated: now, value: next }
    await store.commit([{ op: 'put', collection: 'settings', record }])
  }
  const status = (): WatchStatus => {
    const folder = all()[machine]?.folder
    return {
      adding,
      failed,
      ...(folder === undefined ? {} : { folder }),
      ...(problem === undefined ? {} : { problem })
    }
  }

  const lookOnce = async (signal: AbortSignal): Promise<void> => {
    const mine = all()[machine]
    if (!mine || store.readOnly !== undefined) return
    let found: Found[]
    const started = Date.now()
    try {
      const real = await realpath(mine.folder)
      const ours = new Set(deps.ours())
      found = await look(mine.folder, (name) => deps.canAdd(name) && !ours.has(join(real, name)))
      problem = undefined
    } catch (error) {
      // The drive may come back: it is looked for again and again.
      problem = `The folder ${mine.folder} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`
      return
    }
    const fresh = found.filter((f) => f.changed > mine.until - SLACK_MS && tried.get(f.name) !== f.mark)
    const rested = fresh.filter((f) => seen.get(f.name) === f.mark)
    seen = new Map(fresh.map((f) => [f.name, f.mark]))
    for (let at = 0; at < rested.length && !signal.aborted; at += BATCH)
      await take(mine.folder, rested.slice(at, at + BATCH), rested.length - at, signal)
    if (rested.length > 0 && rested.length === fresh.length && !signal.aborted)
      await write({ ...mine, until: started })
  }

  const take = async (
    folder: string,
    files: readonly Found[],
    left: number,
    signal: AbortSignal
  ): Promise<void> => {
    adding = left
    const items: WatchedFile[] = []
    for (const { name, path } of files)
      items.push({
        kind: 'file',
        name,
        bytes: () => readFile(path),
        companions: await companionsOf(folder, name)
      })
    try {
      const results = await deps.add(items, { signal })
      if (signal.aborted) return
      files.forEach((file, i) => settle(file, results[i]))
      tell(results)
    } finally {
      adding = 0
    }
  }
  const settle = (file: Found, result: CaptureResult | undefined): void => {
    tried.set(file.name, file.mark)
    failed = failed.filter((f) => f.name !== file.name)
    if (result?.status === 'failed')
      failed = [{ name: file.name, message: result.message ?? '' }, ...failed].slice(0, MOST_FAILED)
  }
  const tell = (results: readonly CaptureResult[]): void => {
    const added = results.filter((r) => r.status === 'added')
    const [one, another] = added
    if (one && another)
      deps.arrived({ from: 'folder', status: 'added', title: plural(added.length, 'article') })
    else if (one) deps.arrived({ from: 'folder', status: 'added', title: one.title ?? one.input, id: one.id })
    for (const r of results.filter((f) => f.status === 'failed').slice(0, 3))
      deps.arrived({ from: 'folder', status: 'failed', title: r.input, message: r.message })
  }

  /** Never throws: what went wrong is shown where the folder is, and the next look may go better. */
  const lookSafely = async (signal: AbortSignal): Promise<void> => {
    try {
      await lookOnce(signal)
    } catch (error) {
      problem = error instanceof CarrelError ? error.message : 'The watched folder could not be read.'
      log('could not look into the watched folder', error)
    }
  }
  const keepLooking = async (signal: AbortSignal, ms: number): Promise<void> => {
    while (!signal.aborted) {
      await pause(ms, signal)
      if (!signal.aborted) await lookSafely(signal)
    }
  }
  const halt = async (): Promise<void> => {
    stop.abort()
    await looking
  }
  const begin = (): void => {
    tried = new Map()
    seen = new Map()
    failed = []
    problem = undefined
    stop = new AbortController()
    if (every !== undefined && all()[machine]) looking = keepLooking(stop.signal, every)
  }
  begin()

  return {
    handlers: {
      'watch.status': async () => status(),
      'watch.set': async ({ folder }) => {
        const wanted = folder === null ? undefined : await checked(folder, deps.libraryDir)
        await halt()
        await write(wanted === undefined ? undefined : { folder: wanted, until: 0 })
        begin()
        return status()
      }
    },
    status,
    close: halt
  }
}

/** Ends early when it is called off; does not keep the program alive. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms).unref()
    signal.addEventListener('abort', end)
  })
}

/** Throws CarrelError with a sentence when that cannot be watched. */
async function checked(folder: string, libraryDir: string): Promise<string> {
  const path = folder.trim()
  if (!isAbsolute(path))
    throw new CarrelError('BAD_INPUT', 'Give the whole path of the folder, from its beginning.')
  const inside = (a: string, b: string): boolean => {
    const way = relative(b, a)
    return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
  }
  const whole = resolve(path)
  if (inside(whole, resolve(libraryDir)) || inside(resolve(libraryDir), whole))
    throw new CarrelError('BAD_INPUT', 'That is the library’s own folder, or holds it. Choose another.')
  try {
    if (!(await stat(whole)).isDirectory())
      throw new CarrelError('BAD_INPUT', 'That is a file, not a folder.')
  } catch (error) {
    if (error instanceof CarrelError) throw error
    throw new CarrelError('NOT_FOUND', 'There is no such folder, or it cannot be read.', undefined, error)
  }
  return whole
}
