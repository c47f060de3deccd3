/**
 * The record of every request that Carrel made to the web. Kept in the library as a ring of a few records of fifty
 * requests each, so that one more does not write all of them again; written a moment later, many at a time.
 */
import { z } from 'zod'
import type { CoreHandlers } from '#shared/contract/index'
import { LEDGER_MOST, webRequest, type WebRequest } from '#shared/contract/ledger'
import type { Clock, Op, Store } from '#core/ports'

export interface LedgerDeps {
  store: Store
  clock: Clock
  log(message: string, error: unknown): void
}

export interface Ledger {
  handlers: Pick<CoreHandlers, Extract<keyof CoreHandlers, `ledger.${string}`>>
  record(request: WebRequest): void
  /** Writes what was not written yet. */
  close(): Promise<void>
}

const PAGE = 50
/** One more than is shown, so that the one being overwritten is never needed. */
const PAGES = LEDGER_MOST / PAGE + 1
const WAIT_MS = 400
/** `first`: the number of its first request, counted from the beginning of the ledger. */
const page = z.object({ first: z.int().nonnegative(), requests: z.array(webRequest).max(PAGE) })

const nameOf = (slot: number): string => `ledger-${slot}`

export function createLedger({ store, clock, log }: LedgerDeps): Ledger {
  /** Oldest first. */
  let kept: WebRequest[] = []
  /** The number of `kept[0]`. */
  let first = 0
  /** Requests of a lower number are on the disk. */
  let written = 0
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  const pages = Array.from({ length: PAGES }, (_, slot) =>
    page.safeParse(store.get('settings', nameOf(slot))?.value)
  )
    .flatMap((read) => (read.success ? [read.data] : []))
    .sort((a, b) => a.first - b.first)
  kept = pages.flatMap((p) => p.requests)
  const last = pages[pages.length - 1]
  written = last ? last.first + last.requests.length : 0
  first = written - kept.length
  trim()

  function trim(): void {
    // Whole pages at a time: a page is written from what is kept.
    while (kept.length > LEDGER_MOST + PAGE) {
      const drop = PAGE - (first % PAGE)
      kept.splice(0, drop)
      first += drop
    }
  }

  const put = (slot: number, value: z.infer<typeof page>): Op => {
    const now = clock.now()
    const old = store.get('settings', nameOf(slot))
    const record = {
      rev: 0,
      n: 0,
      created: now,
      ...old,
      id: nameOf(slot),
      updated: now,
      value: z.json().parse(value)
    }
    return { op: 'put', collection: 'settings', record }
  }

  const write = async (): Promise<void> => {
    const end = first + kept.length
    if (written >= end || store.readOnly !== undefined) return
    const ops: Op[] = []
    for (let at = written - (written % PAGE); at < end; at += PAGE) {
      const from = Math.max(at, first)
      if (from >= at + PAGE) continue
      const requests = kept.slice(from - first, at + PAGE - first)
      ops.push(put(Math.floor(at / PAGE) % PAGES, { first: from, requests }))
    }
    await store.commit(ops)
    written = Math.max(written, end)
  }
  /** One after the other; what could not be written now is tried with the next request. */
  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    writing = writing.then(write).catch((error: unknown) => log('The ledger could not be written.', error))
    return writing
  }

  const clear = async (): Promise<void> => {
    const end = first + kept.length
    const ops: Op[] = []
    for (let slot = 0; slot < PAGES; slot++)
      if (store.get('settings', nameOf(slot)))
        ops.push({ op: 'del', collection: 'settings', id: nameOf(slot) })
    if (ops.length > 0) await store.commit(ops)
    // What was asked meanwhile stays.
    kept = kept.slice(Math.max(0, end - first))
    first = written = 0
  }

  return {
    handlers: {
      'ledger.list': async () => kept.slice(-LEDGER_MOST).reverse(),
      'ledger.clear': async () => {
        await flush()
        const cleared = writing.then(clear)
        // Its failure is the answer to whoever asked; writing goes on after it.
        writing = cleared.catch(() => undefined)
        await cleared
        return {}
      }
    },
    record(request) {
      kept.push(request)
      trim()
      timer ??= setTimeout(() => void flush(), WAIT_MS)
    },
    close: flush
  }
}
