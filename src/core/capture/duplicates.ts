/** Knows by what the articles of the library can be recognised. Kept current by the store's commits. */
import type { Article } from '#shared/contract/records'
import type { Store } from '#core/ports'
import { addressKey } from './links'
import { nearlyEqual, sketchParts } from './sketch'

export interface Identity {
  url?: string | undefined
  doi?: string | undefined
  /** Names of assets; `text` undefined when there is no text to compare. */
  text?: string | undefined
  source?: string | undefined
  /** Nearly the same text under the same title is the same article. */
  sketch?: string | undefined
  title?: string | undefined
}

export type Likeness = 'address' | 'doi' | 'text' | 'file' | 'near'
export interface Known {
  article: Readonly<Article>
  by: Likeness
}

export interface Duplicates {
  /** The article that is this one; of several, one that is not in the trash. */
  find(identity: Identity): Known | undefined
  /** One whose text is nearly this, whatever it is called. */
  like(identity: Identity): Readonly<Article> | undefined
}

export const noDuplicates: Duplicates = { find: () => undefined, like: () => undefined }

export function createDuplicates(store: Store): Duplicates {
  let index: Map<string, Set<string>> | undefined

  const note = (article: Readonly<Article>, to: Map<string, Set<string>>, present: boolean): void => {
    for (const key of keysOfArticle(article)) {
      const ids = to.get(key) ?? new Set()
      if (present) to.set(key, ids.add(article.id))
      else if (ids.delete(article.id) && ids.size === 0) to.delete(key)
    }
  }
  store.onCommit((changes) => {
    if (!index) return
    for (const { collection, before, after } of changes) {
      if (collection !== 'articles') continue
      if (before) note(before as Article, index, false)
      if (after) note(after as Article, index, true)
    }
  })
  const lookUp = (key: string): Readonly<Article>[] => {
    if (!index) {
      index = new Map()
      for (const article of store.all('articles')) note(article, index, true)
    }
    return [...(index.get(key) ?? [])].flatMap((id) => store.get('articles', id) ?? [])
  }
  const near = ({ sketch }: Identity): Readonly<Article>[] =>
    sketch === undefined
      ? []
      : sketchParts(sketch)
          .flatMap((part) => lookUp(`near ${part}`))
          .filter((a) => a.snapshots.some((s) => s.sketch !== undefined && nearlyEqual(s.sketch, sketch)))
  const living = (found: readonly Known[]): Known | undefined =>
    found.find(({ article }) => article.trashed === undefined) ?? found[0]

  return {
    find(identity) {
      const sure = keysOf(identity).flatMap((key) =>
        lookUp(key).map((article) => ({ article, by: kindOf(key) }))
      )
      const title = foldTitle(identity.title)
      const close = near(identity).filter((a) => title !== '' && foldTitle(a.title) === title)
      return living([...sure, ...close.map((article) => ({ article, by: 'near' as const }))])
    },
    like: (identity) => near(identity).find((a) => a.trashed === undefined)
  }
}

/** The sure ways in which an article can be recognised; two that share one are the same. */
export function keysOf({ url, doi, text, source }: Identity): string[] {
  const address = url === undefined ? undefined : addressKey(url)
  return [
    ...(address === undefined ? [] : [`address ${address}`]),
    ...(doi === undefined ? [] : [`doi ${doi.toLowerCase()}`]),
    ...(text === undefined ? [] : [`text ${text}`]),
    ...(source === undefined ? [] : [`file ${source}`])
  ]
}

function kindOf(key: string): Likeness {
  const kind = key.slice(0, key.indexOf(' '))
  return kind === 'address' || kind === 'doi' || kind === 'file' ? kind : 'text'
}

function foldTitle(title: string | undefined): string {
  return (title ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function keysOfArticle(article: Readonly<Article>): string[] {
  const own = keysOf({ url: article.url, doi: article.doi })
  return [
    ...own,
    ...article.snapshots.flatMap((s) => [
      ...keysOf({ text: s.words > 0 ? s.text : undefined, source: s.source }),
      ...(s.sketch === undefined ? [] : sketchParts(s.sketch).map((part) => `near ${part}`))
    ])
  ]
}
