/** What can be done to articles from the list, the reader and the palette; each says what it did and offers undo. */
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Summary } from '#shared/contract/articles'
import type { CarrelClient } from '#shared/contract/index'
import type { ArticleState } from '#shared/contract/records'
import { authorDate } from '#shared/domain/quote'
import { useApi, type Api } from '../../api/context'
import { announce } from '../../ui/announce'
import { copyToClipboard } from '../../ui/clipboard'
import { showToast } from '../../ui/toasts'
import { undoToast } from '../../ui/undo-toast'
import { named } from './format'

export const STATE_NAMES: Readonly<Record<ArticleState, string>> = {
  inbox: 'Inbox',
  reading: 'Reading',
  later: 'Later',
  archive: 'Archive'
}

/** As many as one call answers. */
const MOST_SUMMARIES = 1000

export interface ArticleActions {
  moveTo(ids: readonly string[], state: ArticleState): void
  /** Stars them all, or takes the star off when all have one. */
  star(ids: readonly string[]): void
  /** Marks them read, or unread when all are read. */
  read(ids: readonly string[]): void
  trash(ids: readonly string[]): void
  restore(ids: readonly string[]): void
  takeFromList(list: string, ids: readonly string[]): void
  /** Puts them before `before` (null: at the end) and says at which place of how many they stand. */
  reorder(list: string, ids: readonly string[], before: string | null): void
  /** Copies `(James 1903; Weber 1919)`. */
  cite(ids: readonly string[]): void
  /** Opens the address the article came from. */
  original(id: string, openLink: (url: string) => void): void
  /** Fetches it once more; what it was stays as an older version. */
  again(id: string): void
  /** Says that merging wants more than one selected. */
  needsTwo(): void
  setWhy(list: string, article: string, why: string): void
}

export function useArticleActions(): ArticleActions {
  const api = useApi()
  const queryClient = useQueryClient()
  return useMemo(() => actions(api, queryClient), [api, queryClient])
}

function actions(api: Api, queryClient: QueryClient): ArticleActions {
  const { call } = api
  const summary = (id: string): Summary | undefined =>
    queryClient.getQueryData<Summary | null>(['summary', id]) ?? undefined
  const names = (ids: readonly string[]): string => named([summary(ids[0] ?? '')?.title], ids.length)
  /** Runs a change; on success says so. Failures are shown, and nothing has changed then. */
  const perform = async (
    ids: readonly string[],
    work: (ids: string[]) => Promise<unknown>,
    done: string | undefined
  ): Promise<void> => {
    try {
      await work([...ids])
      if (done !== undefined) undoToast(done)
    } catch (error) {
      api.report(error)
    }
  }
  const act = (ids: readonly string[], work: (ids: string[]) => Promise<unknown>, done?: string): void => {
    if (ids.length > 0) void perform(ids, work, done)
  }
  return {
    moveTo: (ids, state) =>
      act(
        ids,
        (list) => call['articles.mark']({ ids: list, state }),
        `Moved ${names(ids)} to ${STATE_NAMES[state]}`
      ),
    star: (ids) => {
      const starred = !ids.every((id) => summary(id)?.starred)
      act(ids, (list) => call['articles.mark']({ ids: list, starred }))
      announce(starred ? 'Starred' : 'Star taken off')
    },
    read: (ids) => {
      const read = !ids.every((id) => summary(id)?.read)
      act(ids, (list) => call['articles.mark']({ ids: list, read }))
      announce(read ? 'Marked as read' : 'Marked as unread')
    },
    trash: (ids) =>
      act(ids, (list) => call['articles.trash']({ ids: list }), `Moved ${names(ids)} to the trash`),
    restore: (ids) => act(ids, (list) => call['articles.restore']({ ids: list }), `Restored ${names(ids)}`),
    takeFromList: (list, ids) =>
      act(
        ids,
        (articles) => call['lists.take']({ id: list, articles }),
        `Took ${names(ids)} off the reading list`
      ),
    reorder: (list, ids, before) =>
      act(ids, async (articles) => {
        const { entries } = await call['lists.move']({ id: list, articles, before })
        const place = entries.findIndex((e) => e.article === articles[0])
        announce(`Moved to place ${place + 1} of ${entries.length}`)
      }),
    cite: (ids) =>
      act(ids, async (all) => {
        // What is on screen is at hand: then the copy happens within the key press, as the clipboard wants it.
        const known = all.map(summary)
        const rows = known.every((s) => s !== undefined) ? known : await summaries(call, all)
        const text = `(${rows.map(authorDate).join('; ')})`
        if (copyToClipboard({ text })) showToast({ message: `Copied ${text}` })
        else showToast({ message: 'The clipboard refused. Try it once more.' })
      }),
    original: (id, openLink) =>
      act([id], async () => {
        const { url } = await call['articles.get']({ id })
        if (url !== undefined) openLink(url)
        else showToast({ message: 'This article has no address to go to.' })
      }),
    again: (id) => {
      showToast({ message: 'Capturing again…' })
      call['capture.again']({ id }).then(
        ({ result, same }) => {
          const said = result.message ?? ''
          if (result.status === 'failed') showToast({ message: said, kind: 'error' })
          else if (same) showToast({ message: said })
          else undoToast(`Captured “${result.title ?? ''}” again${said === '' ? '' : `. ${said}`}`)
        },
        (error: unknown) => api.report(error)
      )
    },
    needsTwo: () => showToast({ message: 'Select two or more articles to merge them.' }),
    setWhy: (list, article, why) =>
      act([article], () => call['lists.entry']({ id: list, article, why: why.trim() }))
  }
}

/** Of any number of articles, in their order. */
async function summaries(call: CarrelClient, ids: readonly string[]): Promise<Summary[]> {
  const all: Summary[] = []
  for (let i = 0; i < ids.length; i += MOST_SUMMARIES)
    all.push(...(await call['articles.summaries']({ ids: ids.slice(i, i + MOST_SUMMARIES) })))
  return all
}
