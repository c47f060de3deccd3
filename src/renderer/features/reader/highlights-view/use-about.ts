/** What the page of highlights asks beside the highlights: the articles they are in, and the lists those are on. */
import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Summary } from '#shared/contract/articles'
import { useApi } from '../../../api/context'
import { keys, useLists } from '../../../api/queries'
import type { ListOfArticles } from './groups'

/** As many as one call answers. */
const MOST_SUMMARIES = 1000

/** Summaries of all articles that have highlights, by id; empty until they have come. */
export function useSummaries(ids: readonly string[]): ReadonlyMap<string, Summary> {
  const { call } = useApi()
  const { data } = useQuery({
    // Under `summary`, so that whatever makes one row old makes these old.
    queryKey: ['summary', 'of-highlights', ids],
    queryFn: async () => {
      const all: Summary[] = []
      for (let i = 0; i < ids.length; i += MOST_SUMMARIES)
        all.push(...(await call['articles.summaries']({ ids: ids.slice(i, i + MOST_SUMMARIES) })))
      return all
    },
    enabled: ids.length > 0,
    placeholderData: (before) => before
  })
  return useMemo(() => new Map(data?.map((s) => [s.id, s])), [data])
}

/** The reading lists with their articles, asked for only when they are needed. */
export function useListsOfArticles(needed: boolean): readonly ListOfArticles[] {
  const { call } = useApi()
  const lists = useLists().data
  return useQueries({
    queries: (needed && lists ? lists : []).map((l) => ({
      queryKey: keys.readingList(l.id),
      queryFn: () => call['lists.get']({ id: l.id })
    })),
    combine: (results) =>
      results.flatMap(({ data }) =>
        data ? [{ name: data.name, articles: new Set(data.entries.map((e) => e.article)) }] : []
      )
  })
}
