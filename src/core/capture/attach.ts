/** Gives an article that is there already a text: a reference whose page or file comes after it. */
import type { CaptureResult } from '#shared/contract/capture'
import { CarrelError } from '#shared/contract/errors'
import { bibliographic, type Article, type Snapshot } from '#shared/contract/records'
import { clip } from '#shared/domain/phrases'
import type { Actions, Clock, Store } from '#core/ports'
import type { AddItem } from './items'
import { labelOf } from './items'
import type { ReadItem } from './read-item'
import { addedResult, duplicateOf, failedResult } from './ready-article'
import { sentence } from './sentence'

export interface AttachOptions {
  from: Snapshot['from']
  /** Under the text that the article has, not over it. */
  behind: boolean
}

/** Never throws for what is wrong with the item: the result says it, and the article stays as it was. */
export type Attach = (id: string, item: AddItem, options: AttachOptions) => Promise<CaptureResult>

export function createAttach(deps: {
  store: Store
  actions: Actions
  clock: Clock
  /** That calls nothing a duplicate. */
  readItem: ReadItem
}): Attach {
  const { store, actions, clock, readItem } = deps
  return async (id, item, { from, behind }) => {
    const input = labelOf(item)
    const need = (): Readonly<Article> => {
      const article = store.get('articles', id)
      if (!article) throw new CarrelError('NOT_FOUND', 'That article is not in the library any more.', { id })
      return article
    }
    try {
      const { title } = need()
      const ready = await readItem(item, { tags: [], signal: undefined, from })
      if ('status' in ready) return ready
      const [snapshot] = ready.article.snapshots
      if (!snapshot) return failedResult(input, 'There is nothing in it.')
      let already = false
      await actions.run(`add a text to “${clip(title, 60)}”`, () => {
        const now = need()
        already = now.snapshots.some((s) => s.text === snapshot.text && s.source === snapshot.source)
        if (already) return []
        const under = behind && now.snapshots.length > 0
        const snapshots = under ? [snapshot, ...now.snapshots] : [...now.snapshots, snapshot]
        const record: Article = {
          ...filled(now, ready.article),
          snapshots,
          words: snapshots.at(-1)?.words ?? 0,
          updated: clock.now()
        }
        return [{ op: 'put', collection: 'articles', record }]
      })
      if (already) return duplicateOf(input, { article: need(), by: 'text' })
      return addedResult({ ...ready, article: { ...need(), snapshots: [snapshot], words: snapshot.words } })
    } catch (error) {
      return failedResult(input, sentence(error, undefined))
    }
  }
}

/** What the article says of itself counts; only what it lacks is taken from the text. */
function filled(article: Readonly<Article>, from: Readonly<Article>): Article {
  const lacking = Object.keys(bibliographic.shape).filter((key) => {
    const own = article[key as keyof Article]
    return own === undefined || (Array.isArray(own) && own.length === 0)
  })
  const fields = lacking.map((key) => [key, from[key as keyof Article]])
  return { ...article, ...Object.fromEntries(fields.filter(([, value]) => value !== undefined)) }
}
