/** Keeps the queries true: the core says which records changed, this says which answers depend on them. */
import type { QueryClient } from '@tanstack/react-query'
import type { Events } from '#shared/contract/events'
import { keys } from './queries'

export function invalidateOn(queryClient: QueryClient, changed: Events['changed']): void {
  const stale = (queryKey: readonly unknown[]): void => void queryClient.invalidateQueries({ queryKey })
  const has = (collection: string): boolean => collection in changed

  if (has('articles')) {
    const ids = changed['articles']
    stale(['list'])
    if (ids === 'many' || ids === undefined) {
      stale(['summary'])
      stale(['article'])
      stale(['body'])
    } else {
      // One look at every query, however many articles changed.
      const of = new Set<unknown>(ids)
      const predicate = ({ queryKey: [kind, id] }: { queryKey: readonly unknown[] }): boolean =>
        (kind === 'summary' || kind === 'article') && of.has(id)
      void queryClient.invalidateQueries({ predicate })
    }
  }
  // The ticks of a row are the colours of its highlights.
  if (has('annotations')) {
    stale(['annotations'])
    stale(['summary'])
  }
  if (has('notes')) stale(['notes'])
  if (has('tags') || has('articles') || has('annotations')) stale(keys.tags)
  if (has('lists')) {
    stale(keys.lists)
    stale(['reading-list'])
    stale(['list'])
  }
  // Counted and found again once the index has followed.
  if (has('articles') || has('annotations') || has('notes') || has('lists')) followSearch(queryClient)
  if (has('articles') || has('annotations') || has('settings')) stale(keys.review)
  if (has('smart')) stale(keys.smart)
  if (has('settings')) stale(keys.settings)
  if (has('actions')) stale(keys.history)
  if (has('articles') || has('annotations') || has('notes') || has('lists')) stale(keys.info)
}

const SEARCH_FOLLOWS_MS = 400
const following = new WeakMap<QueryClient, ReturnType<typeof setTimeout>>()
function followSearch(queryClient: QueryClient): void {
  clearTimeout(following.get(queryClient))
  following.set(
    queryClient,
    setTimeout(() => void queryClient.invalidateQueries({ queryKey: ['search'] }), SEARCH_FOLLOWS_MS)
  )
}
