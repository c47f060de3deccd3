/** The one place where services meet: opens a library and gives every host the same handlers and events. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { CarrelError } from '#shared/contract/errors'
import type { CoreHandlers } from '#shared/contract/index'
import type { Arrival, Events } from '#shared/contract/events'
import { makeCitekey } from '#shared/domain/citekey'
import { makeId } from '#shared/domain/ids'
import type { Clock, NewId, PrintPage, SpawnThread } from '#core/ports'
import { createAnnotations } from './annotations/annotations'
import { createArticles } from './articles/articles'
import { createBackup } from './backup/backup'
import { createBrowser } from './browser/browser'
import { bodyFrom } from './capture/body'
import { createCapture, type Capture } from './capture/capture'
import { createLookup } from './capture/lookup/lookup'
import { isAddable } from './capture/file-kinds'
import { recordedFetch } from './capture/fetch/recorded'
import { guardedFetch, type GuardedFetch } from './capture/guarded-fetch'
import { createCitation } from './citation/citation'
import { ownStyles } from './citation/own-styles'
import { openStylePack } from './citation/pack'
import { announceChanges, createEvents } from './events'
import { createExchange } from './exchange/exchange'
import { writeFileWhole } from './exchange/write-file'
import { createKeep } from './exchange/keep/keep'
import { createHistory } from './history/history'
import { createLedger } from './ledger/ledger'
import { createLibrary } from './library/library'
import { createSample } from './library/sample'
import { createTrash } from './library/trash'
import { createTrashed } from './library/trashed'
import { createLists } from './lists/lists'
import type { Doors } from './doors'
import { thisMachine } from './machine'
import { followingLinks } from './notes/follow'
import { createNotes } from './notes/notes'
import { createReview } from './review/review'
import { createSearch } from './search/search'
import { createSmart } from './smart/smart'
import { createSettings } from './settings/settings'
import { openLibrary } from './store/open-library'
import { createTags } from './tags/tags'
import { createWatch } from './watch/watch'
import { createWorkers } from './workers/pool'

export interface CoreOptions {
  libraryDir: string
  spawn: SpawnThread
  /** Shown to whoever finds the library in use: `Carrel (window)`. */
  owner: string
  fetch?: GuardedFetch
  /** How this host makes a PDF of a page; absent: it cannot. */
  print?: PrintPage
  /** Ways in beside the window: the browser and the watched folder. Absent (the command line): they stay shut. */
  doors?: Doors
  log?(message: string, error: unknown): void
  /** Milliseconds of quiet before search saves its index. */
  indexQuietMs?: number
  clock?: Clock
  newId?: NewId
}

export interface Core {
  readonly handlers: CoreHandlers
  /** Immutable files of the library by name, for the hosts to serve. */
  readonly assets: { read(name: string): Promise<Uint8Array | undefined> }
  /** For callers in this process that have the bytes already. */
  readonly capture: Capture['add']
  on<E extends keyof Events>(name: E, listener: (value: Events[E]) => void): () => void
  /** Resolves once search knows every record. */
  searchReady(): Promise<void>
  /** Writes what is left to write and lets the library go. */
  close(): Promise<void>
}

const systemClock: Clock = { now: () => new Date().toISOString() }
const cannotPrint: PrintPage = async () => {
  throw new CarrelError('UNSUPPORTED', 'Carrel cannot make a PDF here. Export a web page and print it.')
}
const randomId: NewId = () => makeId(Date.now(), randomBytes(8))

/** Opens (or makes) the library in `libraryDir`. Throws CarrelError when the folder cannot be used at all. */
export async function createCore(options: CoreOptions): Promise<Core> {
  const { libraryDir, spawn, owner, clock = systemClock, newId = randomId, fetch = guardedFetch } = options
  const library = await openLibrary({ dir: libraryDir, clock, newId, owner })
  const { store, assets, backups } = library
  const events = createEvents()
  store.onCommit((changes) => announceChanges(events, changes))

  const history = createHistory({ store, clock, newId })
  const { actions } = history
  const following = followingLinks(actions, store)
  const log = options.log ?? ((message, error) => console.error(`carrel: ${message}`, error))
  const ledger = createLedger({ store, clock, log })
  const recorded = recordedFetch(fetch, (request) => ledger.record(request), clock)
  const workers = createWorkers(spawn, 1)
  const capture = createCapture({
    store,
    assets,
    // A text that comes to a bare reference may bring its title.
    actions: following,
    workers,
    clock,
    newId,
    fetch: recorded,
    makeCitekey,
    async beforeMany() {
      // After damage none are made unasked, so that those which have what is missing stay.
      if (backups.paused === undefined) await backups.make('before-import')
    }
  })
  // Of its own: a long bibliography must not keep a capture waiting.
  const citing = createWorkers(spawn, 1)
  // Of its own too: nobody waits for an import to read.
  const reading = createWorkers(spawn, 1)
  const search = createSearch({
    store,
    assets,
    spawn,
    clock,
    saved: {
      folder: library.cache,
      library: backups.library,
      mayWrite: () => store.readOnly === undefined,
      ...(options.indexQuietMs === undefined ? {} : { quietMs: options.indexQuietMs })
    }
  })
  const backup = createBackup({ store, assets, backups, actions, clock })
  const machine = thisMachine()
  const arrived = (arrival: Arrival): void => events.emit('arrived', arrival)
  const browser = createBrowser({
    store,
    actions,
    clock,
    newId,
    capture,
    makeCitekey,
    port: options.doors?.browserPort,
    machine,
    arrived,
    log
  })
  const watch = createWatch({
    store,
    clock,
    machine,
    libraryDir,
    canAdd: isAddable,
    ours: () => keep.paths(),
    add: (items, how) => capture.add(items, how),
    arrived,
    every: options.doors?.watchMs,
    log
  })
  const own = ownStyles({ folder: join(libraryDir, 'styles'), pack: openStylePack, write: writeFileWhole })
  const exchange = createExchange({
    store,
    workers: citing,
    assets,
    print: options.print ?? cannotPrint,
    ownStyle: async (id) => (await own.find(id))?.xml,
    async matches(query) {
      await search.ready()
      const input = { signal: new AbortController().signal, progress: () => undefined }
      return (await search.handlers['search.matches']({ query, ids: true }, input)).ids ?? []
    }
  })
  const keep = createKeep({
    store,
    clock,
    newId,
    machine,
    export: exchange.handlers['exchange.export'],
    async forbidden() {
      const { folder } = watch.status()
      return [
        { folder: libraryDir, why: 'That is inside the library’s own folder. Choose another place.' },
        ...(folder === undefined
          ? []
          : [{ folder, why: 'That is inside the watched folder: the file would be added to the library.' }])
      ]
    },
    restMs: options.doors?.keepMs,
    log
  })
  search.onProgress((progress) => events.emit('search.progress', progress))

  return {
    handlers: {
      ...history.handlers,
      ...createLibrary({
        store,
        folder: libraryDir,
        verify: () => library.verify(),
        compact: () => library.compact()
      }),
      ...createTrash({ store, backups }),
      ...createTrashed({ store, actions, clock }),
      ...createSample({ store, assets, actions, clock, newId, capture }),
      ...createArticles({ store, assets, actions: following, clock, bodyOf: bodyFrom(reading) }),
      ...createAnnotations({ store, assets, actions, clock, newId }),
      ...createNotes({ store, actions, clock, newId }),
      ...createTags({ store, actions, clock, newId }),
      ...createLists({ store, actions, clock, newId }),
      ...createSmart({ store, actions, clock, newId }),
      ...createReview({ store, actions, clock }),
      ...createSettings({ store, clock }),
      ...exchange.handlers,
      ...keep.handlers,
      ...createCitation({ own, workers: citing }),
      ...capture.handlers,
      ...search.handlers,
      ...backup.handlers,
      ...browser.handlers,
      ...watch.handlers,
      ...ledger.handlers,
      ...createLookup({
        store,
        actions: following,
        clock,
        fetch: recorded,
        base: process.env['CARREL_LOOKUP_BASE']
      })
    },
    assets,
    capture: (items, how) => capture.add(items, how),
    on: (name, listener) => events.on(name, listener),
    searchReady: () => search.ready(),
    async close() {
      await browser.close()
      await watch.close()
      await keep.close()
      await backup.close()
      await search.close()
      await capture.close()
      await ledger.close()
      await citing.close()
      await reading.close()
      await workers.close()
      await library.close()
    }
  }
}
