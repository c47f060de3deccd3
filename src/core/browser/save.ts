/** What came through the door → articles: bare references at once, pages and files as they arrive. */
import type { Arrival } from '#shared/contract/events'
import type { CaptureResult } from '#shared/contract/capture'
import { CarrelError } from '#shared/contract/errors'
import type { Article, Bibliographic } from '#shared/contract/records'
import { citekeyFold } from '#shared/domain/citekey'
import { theArticles } from '#shared/domain/phrases'
import { changeTags } from '#shared/domain/tag-path'
import type { Actions, Clock, NewId, Op, Store } from '#core/ports'

/** A page or a file with its bytes, as the capture service takes it. */
export interface CameIn {
  kind: 'file'
  name: string
  bytes: Uint8Array
  format?: 'html'
  /** Where the browser had it from. */
  url?: string
  /** Its images are still on the web: fetch them. Otherwise they are in the page itself. */
  fetchImages?: boolean
}

/** As much of the capture service as the door needs. */
export interface BrowserCapture {
  add(items: readonly CameIn[], options: { from: 'url' }): Promise<CaptureResult[]>
  /** Gives an article that exists a text; `behind`: under the text that it has already. */
  attach(id: string, item: CameIn, options: { from: 'url'; behind: boolean }): Promise<CaptureResult>
}

export interface SaverDeps {
  store: Store
  actions: Actions
  clock: Clock
  newId: NewId
  capture: BrowserCapture
  makeCitekey(fields: Bibliographic, taken: (key: string) => boolean): string
  /** Told of everything that came in, whatever became of it. */
  arrived(arrival: Arrival): void
}

export interface Reference {
  fields: Bibliographic
  tags: readonly string[]
}

export interface Saver {
  /** Adds references without a text; one that is there already (by DOI or address) is not doubled. Ids in order. */
  references(all: readonly Reference[]): Promise<string[]>
  /** Adds a page or file as an article of its own. Throws CarrelError when nothing was added. */
  page(item: CameIn): Promise<string>
  /** Gives a reference its text. Throws CarrelError when it could not be read; the reference stays. */
  text(id: string, item: CameIn, behind: boolean): Promise<void>
  /** Adds tags to articles and puts them on a list, as the person chose in the extension. */
  file(ids: readonly string[], tags: readonly string[], list: string | undefined): Promise<void>
}

export function createSaver({
  store,
  actions,
  clock,
  newId,
  capture,
  makeCitekey,
  arrived
}: SaverDeps): Saver {
  const known = ({ doi, url }: Bibliographic): Readonly<Article> | undefined => {
    const same = (a: string | undefined, b: string | undefined): boolean =>
      a !== undefined && b !== undefined && a.toLowerCase() === b.toLowerCase()
    for (const article of store.all('articles'))
      if (
        article.trashed === undefined &&
        (same(article.doi, doi) || (doi === undefined && same(article.url, url)))
      )
        return article
    return undefined
  }

  return {
    async references(all) {
      const ids: string[] = []
      const told: Arrival[] = []
      const titles = all.map((r) => r.fields.title)
      // As a function: what is there already is asked when it is this edit's turn.
      await actions.run(`add ${theArticles(titles)} from the browser`, () => {
        const now = clock.now()
        const taken = new Set<string>()
        for (const { citekey } of store.all('articles')) taken.add(citekeyFold(citekey))
        ids.length = told.length = 0
        return all.flatMap(({ fields, tags }): Op[] => {
          const existing = known(fields)
          if (existing) {
            ids.push(existing.id)
            told.push({ from: 'browser', status: 'duplicate', title: existing.title, id: existing.id })
            return []
          }
          const citekey = makeCitekey(fields, (key) => taken.has(key))
          taken.add(citekeyFold(citekey))
          const record: Article = {
            id: newId(),
            rev: 0,
            n: 0,
            created: now,
            updated: now,
            ...fields,
            citekey,
            state: 'inbox',
            starred: false,
            tags: changeTags([], tags, []),
            snapshots: [],
            words: 0,
            progress: 0
          }
          ids.push(record.id)
          told.push({ from: 'browser', status: 'added', title: record.title, id: record.id })
          return [{ op: 'put', collection: 'articles', record }]
        })
      })
      told.forEach(arrived)
      return ids
    },
    async page(item) {
      const [result] = await capture.add([item], { from: 'url' })
      const title = result?.title ?? item.url ?? item.name
      if (!result || result.status === 'failed' || result.id === undefined) {
        const message = result?.message ?? 'It could not be added.'
        arrived({ from: 'browser', status: 'failed', title, message })
        throw new CarrelError('BAD_INPUT', message)
      }
      arrived({ from: 'browser', status: result.status, title, id: result.id })
      return result.id
    },
    async text(id, item, behind) {
      const result = await capture.attach(id, item, { from: 'url', behind })
      if (result.status !== 'failed') return
      const message = result.message ?? 'The text could not be read.'
      arrived({
        from: 'browser',
        status: 'failed',
        title: result.title ?? item.name,
        id,
        message
      })
      throw new CarrelError('BAD_INPUT', message)
    },
    async file(ids, tags, listId) {
      const here = (): Readonly<Article>[] => ids.flatMap((id) => store.get('articles', id) ?? [])
      const titles = here().map((a) => a.title)
      if (titles.length === 0) return
      await actions.run(`file ${theArticles(titles)} as chosen in the browser`, () => {
        const now = clock.now()
        const ops = here().flatMap((a): Op[] => {
          const changed = changeTags(a.tags, tags, [])
          if (changed.join('\n') === a.tags.join('\n')) return []
          return [{ op: 'put', collection: 'articles', record: { ...a, tags: changed, updated: now } }]
        })
        const list = listId === undefined ? undefined : store.get('lists', listId)
        const fresh = list ? here().filter((a) => !list.entries.some((e) => e.article === a.id)) : []
        if (!list || fresh.length === 0) return ops
        const entries = fresh.map((a) => ({ article: a.id, why: '', section: '', added: now }))
        const at = list.entries.findLastIndex((e) => e.section === '') + 1
        const all = [...list.entries.slice(0, at), ...entries, ...list.entries.slice(at)]
        return [...ops, { op: 'put', collection: 'lists', record: { ...list, entries: all, updated: now } }]
      })
    }
  }
}
