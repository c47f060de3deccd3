/** The articles service: views, fields, reading state, the trash. */
import type { Summary } from '#shared/contract/articles'
import { CarrelError } from '#shared/contract/errors'
import type { CoreHandlers } from '#shared/contract/index'
import type { Article, ArticleState, Bibliographic } from '#shared/contract/records'
import { bibliographic } from '#shared/contract/records'
import { patched, type Patch } from '#shared/domain/patch'
import { localDay } from '#shared/domain/days'
import { theArticles } from '#shared/domain/phrases'
import { withReading } from '#shared/domain/review'
import type { Assets, Clock, LinkedActions, Op, Store } from '#core/ports'
import { createHighlightIndex } from './highlights-of'
import { mergeArticles } from './merge'
import { selectArticles, wordsLeft } from './views'

export interface ArticlesDeps {
  store: Store
  assets: Assets
  actions: LinkedActions
  clock: Clock
  /** The inner HTML of a stored reading text, sanitised again. */
  bodyOf(document: string): string | Promise<string>
}

type ArticlesHandlers = Pick<CoreHandlers, Extract<keyof CoreHandlers, `articles.${string}`>>

const STATE_VERBS: Record<ArticleState, (what: string) => string> = {
  inbox: (what) => `move ${what} to Inbox`,
  reading: (what) => `move ${what} to Reading`,
  later: (what) => `move ${what} to Later`,
  archive: (what) => `archive ${what}`
}

/** Read to the end, give or take the last line. */
const READ_AT = 0.99

export function createArticles({ store, assets, actions, clock, bodyOf }: ArticlesDeps): ArticlesHandlers {
  const highlights = createHighlightIndex(store)

  const need = (id: string): Readonly<Article> => {
    const article = store.get('articles', id)
    if (!article) throw new CarrelError('NOT_FOUND', 'That article is not in the library any more.', { id })
    return article
  }
  const readAsset = async (name: string, what: string): Promise<string> => {
    const bytes = await assets.read(name)
    if (!bytes)
      throw new CarrelError(
        'NOT_FOUND',
        `${what} is missing from the library folder. Tags, notes and highlights are kept; add the article again to bring its text back.`,
        { asset: name }
      )
    return new TextDecoder().decode(bytes)
  }
  /** Changes every article that `change` has something to change in, as one action. */
  const changeAll = async (
    ids: readonly string[],
    label: (what: string) => string,
    change: (a: Readonly<Article>, now: string) => Patch<Article>
  ): Promise<{ changed: number }> => {
    const now = clock.now()
    const changed = ids.map(need).flatMap((a) => {
      const fields = change(a, now)
      return Object.keys(fields).length === 0 ? [] : [{ ...patched(a, fields), updated: now }]
    })
    const ops = changed.map((record): Op => ({ op: 'put', collection: 'articles', record }))
    if (ops.length > 0) await actions.run(label(theArticles(changed.map((a) => a.title))), ops)
    return { changed: ops.length }
  }

  return {
    'articles.list': async ({ view, sort, reverse }) => {
      const found = selectArticles(store, view, sort, reverse ?? false)
      return {
        ids: found.map((a) => a.id),
        wordsLeft: found.reduce((sum, a) => sum + wordsLeft(a), 0),
        read: found.filter((a) => a.read !== undefined).length
      }
    },
    'articles.summaries': async ({ ids }) =>
      ids.flatMap((id) => {
        const article = store.get('articles', id)
        return article ? [summarise(article, highlights.colors(id, 8))] : []
      }),
    'articles.get': async ({ id }) => need(id),
    'articles.body': async ({ id, snapshot: wanted }) => {
      const { snapshots } = need(id)
      const snapshot = wanted === undefined ? snapshots.at(-1) : snapshots.find((s) => s.html === wanted)
      if (!snapshot) throw new CarrelError('NOT_FOUND', 'There is no saved text for this article.', { id })
      return { html: await bodyOf(await readAsset(snapshot.html, 'The saved text')), snapshot }
    },
    'articles.text': async ({ id, snapshot: wanted }) => {
      const { snapshots } = need(id)
      const snapshot = wanted === undefined ? snapshots.at(-1) : snapshots.find((s) => s.html === wanted)
      return { text: snapshot ? await readAsset(snapshot.text, 'The saved text') : '' }
    },
    'articles.edit': async ({ id, fields }) => {
      const change = cleanFields(fields)
      if ('title' in change && change.title === undefined)
        throw new CarrelError('BAD_INPUT', 'An article needs a title. The old one was kept.')
      await changeAll(
        [id],
        (what) => `edit the details of ${what}`,
        (a) => withCorrected(a, differing(a, change))
      )
      return need(id)
    },
    'articles.mark': async ({ ids, state, starred, read }) => {
      const label = (what: string): string =>
        state !== undefined
          ? STATE_VERBS[state](what)
          : starred !== undefined
            ? `${starred ? 'star' : 'unstar'} ${what}`
            : `mark ${what} as ${read === true ? 'read' : 'unread'}`
      return changeAll(ids, label, (a, now) => ({
        ...(state !== undefined && state !== a.state ? { state } : {}),
        ...(starred !== undefined && starred !== a.starred ? { starred } : {}),
        ...(read === true && a.read === undefined ? { read: now, opened: a.opened ?? now } : {}),
        ...(read === false && (a.read !== undefined || a.opened !== undefined)
          ? { read: undefined, opened: undefined }
          : {})
      }))
    },
    'articles.place': async ({ id, place, progress, page }) => {
      // Reading must go on in a library that cannot be written; only the place is then not remembered.
      if (store.readOnly !== undefined) return {}
      const a = need(id)
      const now = clock.now()
      const furthest = Math.max(a.progress, progress)
      const words = Math.round(a.words * furthest) - Math.round(a.words * a.progress)
      const record = {
        ...a,
        place,
        progress: furthest,
        ...(words === 0 ? {} : { days: withReading(a.days, localDay(now), words) }),
        ...(page === undefined ? {} : { page }),
        opened: a.opened ?? now,
        ...(furthest >= READ_AT && a.read === undefined ? { read: now } : {})
      }
      if (a.place !== place || record.page !== a.page || a.progress !== furthest || a.opened === undefined)
        await store.commit([{ op: 'put', collection: 'articles', record }])
      return {}
    },
    'articles.merge': async ({ ids }) => mergeArticles({ store, actions, clock }, ids),
    'articles.trash': async ({ ids }) =>
      changeAll(
        ids,
        (what) => `move ${what} to the trash`,
        (a, now) => (a.trashed === undefined ? { trashed: now } : {})
      ),
    'articles.restore': async ({ ids }) =>
      changeAll(
        ids,
        (what) => `restore ${what}`,
        (a) => (a.trashed === undefined ? {} : { trashed: undefined })
      )
  }
}

/** An empty string means: there is none. */
function cleanFields(fields: Patch<Bibliographic>): Patch<Bibliographic> {
  const out: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(fields)) {
    if (!(key in bibliographic.shape)) continue
    const trimmed = typeof value === 'string' ? value.trim() : value
    out[key] = trimmed === '' ? undefined : trimmed
  }
  return out
}

/** Remembers which fields were set by hand. */
function withCorrected(a: Readonly<Article>, change: Patch<Article>): Patch<Article> {
  const fields = Object.keys(change)
  if (fields.length === 0) return change
  const found = Object.entries(a.found ?? {}).filter(([field]) => !fields.includes(field))
  return {
    ...change,
    corrected: [...new Set([...(a.corrected ?? []), ...fields])],
    ...(a.found && { found: found.length > 0 ? Object.fromEntries(found) : undefined })
  }
}

function differing(a: Readonly<Article>, change: Patch<Bibliographic>): Patch<Article> {
  return Object.fromEntries(
    Object.entries(change).filter(
      ([key, v]) => JSON.stringify(v) !== JSON.stringify(a[key as keyof Bibliographic])
    )
  )
}

function summarise(a: Readonly<Article>, colors: Summary['colors']): Summary {
  return {
    id: a.id,
    title: a.title,
    authors: a.authors,
    issued: a.issued,
    container: a.container,
    state: a.state,
    starred: a.starred,
    tags: a.tags,
    words: a.words,
    progress: a.progress,
    opened: a.opened !== undefined,
    read: a.read !== undefined,
    added: a.created,
    lang: a.lang,
    colors,
    hasText: a.snapshots.length > 0,
    trashed: a.trashed !== undefined
  }
}
