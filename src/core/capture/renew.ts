/**
 * An article's text made anew: captured again, read in another way, or completed by images that were missing. Each
 * is one action; what was there before stays in the library until undo can no more want it.
 */
import type { Renewed } from '#shared/contract/capture'
import { CarrelError } from '#shared/contract/errors'
import type { CoreHandlers } from '#shared/contract/index'
import type { Article, Snapshot, SnapshotView } from '#shared/contract/records'
import { differences } from '#shared/domain/differences'
import { clip, plural } from '#shared/domain/phrases'
import type { Actions, Op, Store } from '#core/ports'
import type { AddItem } from './items'
import { follow, type Followed } from './follow'
import { labelOf } from './items'
import type { ReadItem, ReaderDeps } from './read-item'
import { addedResult, failedResult } from './ready-article'
import { createRereader } from './reread'
import { sentence } from './sentence'

export interface RenewDeps extends ReaderDeps {
  store: Store
  actions: Actions
  /** That calls nothing a duplicate. */
  readItem: ReadItem
}

export interface Renewing {
  handlers: Pick<
    CoreHandlers,
    'capture.preview' | 'capture.original' | 'capture.useView' | 'capture.retry' | 'capture.compare'
  >
  /** Never throws for what is wrong with the item: the result says it, and the article stays as it was. */
  again(id: string, item: AddItem | undefined, signal: AbortSignal | undefined): Promise<Renewed>
}

/** A new text this much shorter than the old one is worth a word. */
const MUCH_SHORTER = 0.5

export function createRenewing(deps: RenewDeps): Renewing {
  const { store, assets, actions, clock, readItem } = deps
  const reread = createRereader(deps)

  const need = (id: string): Readonly<Article> => {
    const article = store.get('articles', id)
    if (!article) throw new CarrelError('NOT_FOUND', 'That article is not in the library any more.', { id })
    return article
  }
  const needSnapshot = (id: string, html?: string): Snapshot => {
    const { snapshots, title } = need(id)
    const found = html === undefined ? snapshots.at(-1) : snapshots.find((s) => s.html === html)
    if (!found) throw new CarrelError('NOT_FOUND', `“${clip(title, 60)}” has no such saved text.`, { id })
    return found
  }
  const readText = async (name: string): Promise<string> => {
    const bytes = await assets.read(name)
    if (!bytes) throw new CarrelError('NOT_FOUND', 'That saved text is missing from the library folder.')
    return new TextDecoder().decode(bytes)
  }

  /** `replace`: in the place of the newest; otherwise after it. */
  const put = async (
    id: string,
    snapshot: Snapshot,
    label: (title: string) => string,
    replace: boolean
  ): Promise<Followed> => {
    const text = await readText(snapshot.text)
    let followed: Followed = { ops: [], followed: 0, left: [] }
    await actions.run(label(clip(need(id).title, 60)), () => {
      const article = need(id)
      const now = clock.now()
      followed = follow(store, article, snapshot, text, now)
      const record: Article = {
        ...article,
        snapshots: [...(replace ? article.snapshots.slice(0, -1) : article.snapshots), snapshot],
        words: snapshot.words,
        updated: now
      }
      const op: Op = { op: 'put', collection: 'articles', record }
      return [op, ...followed.ops]
    })
    return followed
  }
  const answer = (
    input: string,
    id: string,
    snapshot: Snapshot,
    { followed, left }: Followed,
    same: boolean,
    message: string
  ): Renewed => ({
    result: addedResult(
      {
        input,
        article: { ...need(id), snapshots: [snapshot], words: snapshot.words },
        keys: [],
        identity: {}
      },
      message
    ),
    same,
    followed,
    left: left.map((a) => ({ id: a.id, quote: a.quote.exact }))
  })
  const failed = (input: string, message: string): Renewed => ({
    result: failedResult(input, message),
    same: true,
    followed: 0,
    left: []
  })
  const nothing: Followed = { ops: [], followed: 0, left: [] }

  const again: Renewing['again'] = async (id, given, signal) => {
    const article = need(id)
    if (store.readOnly !== undefined) throw new CarrelError('READ_ONLY', store.readOnly)
    const item: AddItem | undefined =
      given ?? (article.url === undefined ? undefined : { kind: 'url', url: article.url })
    if (!item)
      return failed(
        article.title,
        'It has no address to ask again. Add the newer file, and choose to put it with this article.'
      )
    const input = labelOf(item)
    try {
      const ready = await readItem(item, { tags: [], signal, from: undefined })
      if ('status' in ready) return failed(input, ready.message ?? 'It could not be read.')
      const [snapshot] = ready.article.snapshots
      if (!snapshot) return failed(input, 'There is nothing in it. Nothing was changed.')
      const old = need(id).snapshots.at(-1)
      if (old && old.text === snapshot.text && sameImages(old, snapshot))
        return answer(input, id, old, nothing, true, 'It is as it was: nothing was changed.')
      const followed = await put(id, snapshot, (title) => `capture “${title}” again`, false)
      return answer(input, id, snapshot, followed, false, saidOf(followed, old, snapshot))
    } catch (error) {
      return failed(
        input,
        `${sentence(error, signal).replace(/ Nothing was added\.$/, '')} The article is as it was.`
      )
    }
  }

  return {
    again,
    handlers: {
      'capture.preview': async ({ id, view }, { signal }) => {
        const { draft, body } = await reread.preview(need(id), needSnapshot(id), view, signal)
        return { html: body, words: draft.words }
      },
      'capture.original': ({ id, snapshot }, { signal }) =>
        reread.original(need(id), needSnapshot(id, snapshot), signal),
      'capture.useView': async ({ id, view }, { signal }) => {
        const old = needSnapshot(id)
        const snapshot = await reread.snapshot(need(id), old, { view, web: false, signal })
        if (snapshot.html === old.html)
          return answer(need(id).title, id, old, nothing, true, 'This reading is the one that is shown.')
        const followed = await put(id, snapshot, (title) => `read “${title}” ${VIEW_LABELS[view]}`, true)
        return answer(need(id).title, id, snapshot, followed, false, saidOf(followed, undefined, snapshot))
      },
      'capture.retry': async ({ id }, { signal }) => {
        const old = needSnapshot(id)
        const snapshot = await reread.snapshot(need(id), old, { view: old.view, web: true, signal })
        const gained = snapshot.images.filter((name) => !old.images.includes(name)).length
        if (gained === 0)
          return answer(
            need(id).title,
            id,
            snapshot,
            nothing,
            true,
            'Nothing more could be had: the article is as it was.'
          )
        const followed = await put(id, snapshot, (title) => `fetch what was missing from “${title}”`, true)
        return answer(need(id).title, id, snapshot, followed, false, `${plural(gained, 'image')} more`)
      },
      'capture.compare': async ({ id, from, to }) => {
        const [a, b] = await Promise.all(
          [from, to].map(async (html) => (await readText(needSnapshot(id, html).text)).split('\n'))
        )
        return { differences: differences(a ?? [], b ?? []) }
      }
    }
  }
}

const VIEW_LABELS: Readonly<Record<SnapshotView, string>> = {
  readability: 'in the usual way',
  defuddle: 'in the other way',
  whole: 'as the whole page'
}

function sameImages(a: Snapshot, b: Snapshot): boolean {
  return a.images.length === b.images.length && a.images.every((name) => b.images.includes(name))
}

function saidOf({ followed, left }: Followed, old: Snapshot | undefined, now: Snapshot): string {
  const parts = [
    followed > 0 ? `${plural(followed, 'highlight')} followed` : '',
    left.length > 0
      ? `${plural(left.length, 'highlight')} found no place and stayed with the older text`
      : '',
    old && now.words < old.words * MUCH_SHORTER
      ? `the new text is much shorter (${now.words} words, not ${old.words}); undo, or look under Versions`
      : ''
  ].filter(Boolean)
  const said = parts.join('; ')
  return said === '' ? '' : `${said.charAt(0).toUpperCase()}${said.slice(1)}.`
}
