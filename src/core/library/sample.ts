/** The sample library: a tour of Carrel, read inside Carrel; added and taken out as a whole. */
import { CarrelError } from '#shared/contract/errors'
import type { CaptureResult } from '#shared/contract/capture'
import type { CoreHandlers } from '#shared/contract/index'
import type { Annotation, Article, ListEntry } from '#shared/contract/records'
import { describe, findExact, prepareText } from '#shared/domain/anchor'
import { makeCitekey, takenIn } from '#shared/domain/citekey'
import type { Actions, Assets, Clock, NewId, Op, Records } from '#core/ports'
import { readManifest, sampleText, type SampleArticle } from './sample-content'

/** As much of the capture service as the sample needs. */
export interface SampleCapture {
  add(
    items: readonly { kind: 'text'; format: 'html' | 'md'; text: string }[],
    options: { from: 'sample' }
  ): Promise<CaptureResult[]>
}

export interface SampleDeps {
  store: Records
  assets: Pick<Assets, 'read'>
  actions: Actions
  clock: Clock
  newId: NewId
  capture: SampleCapture
}

type SampleHandlers = Pick<CoreHandlers, 'library.addSample' | 'library.removeSample'>

export function createSample({ store, assets, actions, clock, newId, capture }: SampleDeps): SampleHandlers {
  const fresh = (): { id: string; rev: number; n: number; created: string; updated: string } => {
    const now = clock.now()
    return { id: newId(), rev: 0, n: 0, created: now, updated: now }
  }
  const samples = (): Readonly<Article>[] => [...store.all('articles')].filter((a) => a.sample === true)

  async function highlights(of: SampleArticle, article: Readonly<Article>): Promise<Op[]> {
    const name = article.snapshots.at(-1)?.text
    const bytes = name === undefined ? undefined : await assets.read(name)
    if (name === undefined || bytes === undefined)
      throw new CarrelError('INTERNAL', `The text of “${of.title}” was not stored.`)
    const text = new TextDecoder().decode(bytes)
    const prepared = prepareText(text)
    return of.highlights.map(({ exact, color, note }): Op => {
      const [place, another] = findExact(prepared, exact)
      const selectors = place && !another ? describe(text, place.start, place.end) : undefined
      if (!selectors) throw new CarrelError('INTERNAL', `“${exact}” does not stand once in “${of.title}”.`)
      const record: Annotation = {
        ...fresh(),
        article: article.id,
        text: name,
        ...selectors,
        color,
        note: note ?? '',
        tags: []
      }
      return { op: 'put', collection: 'annotations', record }
    })
  }

  /** What the captured text does not say of itself: who wrote it, where it lies, what was marked in it. */
  async function furnish(of: SampleArticle, captured: Readonly<Article>, container: string): Promise<Op[]> {
    const { id } = captured
    const now = clock.now()
    const article: Article = {
      ...captured,
      type: 'post-weblog',
      title: of.title,
      authors: of.authors,
      issued: of.issued,
      container,
      lang: 'en',
      tags: of.tags,
      state: of.state,
      starred: of.starred ?? false,
      updated: now
    }
    const others = [...store.all('articles')].filter((a) => a.id !== id).map((a) => a.citekey)
    article.citekey = makeCitekey(article, takenIn(others))
    if (of.read === true) Object.assign(article, { opened: now, read: now, progress: 1 })
    const ops: Op[] = [{ op: 'put', collection: 'articles', record: article }]
    if (of.note !== undefined)
      ops.push({
        op: 'put',
        collection: 'notes',
        record: { ...fresh(), article: id, title: '', text: of.note }
      })
    return [...ops, ...(await highlights(of, captured))]
  }

  return {
    /** What is there already is left as the person has it; what they put in the trash comes back. */
    'library.addSample': async () => {
      const { articles, container, list } = readManifest()
      const results = await capture.add(
        articles.map(({ file }) => ({ kind: 'text', ...sampleText(file) })),
        { from: 'sample' }
      )
      const ids = new Map<string, string>()
      const ops: Op[] = []
      for (const [i, of] of articles.entries()) {
        const result = results[i]
        if (result?.id === undefined || result.status === 'failed')
          throw new CarrelError(
            'NOT_SAVED',
            `The sample library could not be added whole. ${result?.message ?? ''}`.trim()
          )
        ids.set(of.file, result.id)
        const article = store.get('articles', result.id)
        if (article?.sample !== true) continue // the same text, added by the person: theirs
        // Also where an earlier attempt came only half way.
        if (article.container !== container) ops.push(...(await furnish(of, article, container)))
        else if (article.trashed !== undefined) {
          const { trashed: _trashed, ...live } = article
          ops.push({ op: 'put', collection: 'articles', record: { ...live, updated: clock.now() } })
        }
      }
      if (ops.length > 0) {
        const added = clock.now()
        const entries = list.entries.flatMap(({ file, section, why }): ListEntry[] => {
          const article = ids.get(file)
          return article === undefined ? [] : [{ article, section, why, added }]
        })
        const known = [...store.all('lists')].some((l) => l.trashed === undefined && l.name === list.name)
        if (!known)
          ops.push({ op: 'put', collection: 'lists', record: { ...fresh(), name: list.name, entries } })
        await actions.run('set out the sample library', ops)
      }
      return { articles: [...ids.values()] }
    },

    /**
     * Everything that came with it; one action, so one undo brings it all back. An article that the person wrote or
     * highlighted something in goes to the trash, with all that hangs on it.
     */
    'library.removeSample': async () => {
      const theirs = withOwnWork(store)
      const all = samples().filter((a) => !theirs.has(a.id) || a.trashed === undefined)
      const gone = new Set(all.map((a) => a.id))
      const now = clock.now()
      const ops = all.map((a): Op =>
        theirs.has(a.id)
          ? { op: 'put', collection: 'articles', record: { ...a, trashed: now, updated: now } }
          : { op: 'del', collection: 'articles', id: a.id }
      )
      const goes = (article: string): boolean => gone.has(article) && !theirs.has(article)
      for (const h of store.all('annotations'))
        if (goes(h.article)) ops.push({ op: 'del', collection: 'annotations', id: h.id })
      for (const n of store.all('notes'))
        if (n.article !== undefined && goes(n.article)) ops.push({ op: 'del', collection: 'notes', id: n.id })
      const own = readManifest().list.name
      for (const l of store.all('lists')) {
        const entries = l.entries.filter((e) => !gone.has(e.article))
        if (entries.length === l.entries.length) continue
        // A list that the person made is theirs, even when nothing is left on it.
        if (entries.length === 0 && l.name === own) ops.push({ op: 'del', collection: 'lists', id: l.id })
        else ops.push({ op: 'put', collection: 'lists', record: { ...l, entries, updated: clock.now() } })
      }
      if (ops.length > 0) await actions.run('remove the sample library', ops)
      return { articles: gone.size }
    }
  }
}

/** The articles in which something is that did not come with the sample, or was changed since. */
function withOwnWork(store: Records): Set<string> {
  const { articles } = readManifest()
  const quotes = new Set(articles.flatMap(({ highlights }) => highlights.map(({ exact }) => exact)))
  const notes = new Set(articles.map(({ note }) => note))
  const found = new Set<string>()
  for (const h of store.all('annotations')) if (h.rev > 1 || !quotes.has(h.quote.exact)) found.add(h.article)
  for (const n of store.all('notes'))
    if (n.article !== undefined && (n.rev > 1 || !notes.has(n.text))) found.add(n.article)
  return found
}
