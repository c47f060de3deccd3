/** Knows which addresses, texts and source files the library has already. Kept current by the store's commits. */
import type { Article } from '#shared/contract/records'
import type { Store } from '#core/ports'
import { addressKey } from './links'

export interface Identity {
  url?: string | undefined
  /** Names of assets; `text` undefined when there is no text to compare. */
  text?: string | undefined
  source?: string | undefined
}

export interface Duplicates {
  /** The article that is this one; of several, one that is not in the trash. */
  find(identity: Identity): Readonly<Article> | undefined
}

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

  return {
    find(identity) {
      if (!index) {
        index = new Map()
        for (const article of store.all('articles')) note(article, index, true)
      }
      const known = index
      const found = keysOf(identity).flatMap((key) =>
        [...(known.get(key) ?? [])].flatMap((id) => store.get('articles', id) ?? [])
      )
      return found.find((a) => a.trashed === undefined) ?? found[0]
    }
  }
}

/** The ways in which an article can be recognised; two that share one are the same. */
export function keysOf({ url, text, source }: Identity): string[] {
  const address = url === undefined ? undefined : addressKey(url)
  return [
    ...(address === undefined ? [] : [`url ${address}`]),
    ...(text === undefined ? [] : [`text ${text}`]),
    ...(source === undefined ? [] : [`source ${source}`])
  ]
}

function keysOfArticle(article: Readonly<Article>): string[] {
  const own = keysOf({ url: article.url })
  return [
    ...own,
    ...article.snapshots.flatMap((s) => keysOf({ text: s.words > 0 ? s.text : undefined, source: s.source }))
  ]
}
