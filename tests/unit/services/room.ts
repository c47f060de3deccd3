/** A real library in a temporary folder with the services that need no thread, and articles to try them on. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Article } from '#shared/contract/records'
import { makeId } from '#shared/domain/ids'
import type { Actions, Assets, Clock, NewId, Store } from '#core/ports'
import { createHistory, type History } from '../../../src/core/history/history'
import { openLibrary, type OpenLibrary } from '../../../src/core/store/open-library'

export interface Room {
  dir: string
  library: OpenLibrary
  store: Store
  assets: Assets
  actions: Actions
  history: History['handlers']
  clock: Clock
  newId: NewId
  addArticle(fields?: Partial<Article>): Promise<Article>
  reopen(): Promise<Room>
  close(): Promise<void>
}

/** `running()` is the handler's second argument when a test calls one directly. */
export const running = () => ({ signal: new AbortController().signal, progress: () => undefined })

let counter = 0

export async function openRoom(at?: string): Promise<Room> {
  const dir = at ?? (await mkdtemp(join(tmpdir(), 'carrel-services-')))
  let tick = Date.UTC(2026, 0, 1)
  const clock: Clock = { now: () => new Date((tick += 1000)).toISOString() }
  const newId: NewId = () => makeId(++counter, [counter & 31, counter >> 5, 0, 0, 0, 0, 0, 0])
  const library = await openLibrary({ dir, clock, newId, owner: 'a test' })
  const { store, assets } = library
  const history = createHistory({ store, clock, newId })
  return {
    dir,
    library,
    store,
    assets,
    actions: history.actions,
    history: history.handlers,
    clock,
    newId,
    async addArticle(fields = {}) {
      const now = clock.now()
      const record: Article = {
        id: newId(),
        rev: 0,
        n: 0,
        created: now,
        updated: now,
        type: 'webpage',
        title: `Article ${counter}`,
        authors: [],
        citekey: `key${counter}`,
        state: 'inbox',
        starred: false,
        tags: [],
        snapshots: [],
        words: 1000,
        progress: 0,
        ...fields
      }
      await history.actions.run(`add “${record.title}”`, [{ op: 'put', collection: 'articles', record }])
      return store.get('articles', record.id) as Article
    },
    async reopen() {
      await library.close()
      return openRoom(dir)
    },
    async close() {
      await library.close()
      await rm(dir, { recursive: true, force: true })
    }
  }
}

/** An article whose text is `text`, on disk. */
export async function withText(room: Room, text: string, fields: Partial<Article> = {}): Promise<Article> {
  const name = await room.assets.put(new TextEncoder().encode(text), 'txt')
  const html = await room.assets.put(new TextEncoder().encode(`<p>${text}</p>`), 'html')
  const receipt = { words: 0, images: 0, missing: [], removed: [], origins: {} }
  return room.addArticle({
    snapshots: [
      { html, text: name, images: [], captured: room.clock.now(), from: 'paste', words: 5, receipt }
    ],
    ...fields
  })
}
