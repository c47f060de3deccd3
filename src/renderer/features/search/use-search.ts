/** One search as a query, and how far the index is. */
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useState } from 'react'
import type { Facets, Hit, SearchSort } from '#shared/contract/search'
import type { Events } from '#shared/contract/events'
import { useApi } from '../../api/context'

export interface Found {
  hits: readonly Hit[]
  /** The query that `hits` answer; empty before the first answer. */
  query: string
  complete: boolean
  ms: number
}

const NONE: Found = { hits: [], query: '', complete: true, ms: 0 }

/** Of several windows on one core, each has its own boxes. */
const WINDOW = Math.random().toString(36).slice(2, 10)

/**
 * Asks as the person types; the answer before stays until the next one is there. `box`: where it is typed; the core
 * drops what an older keystroke of the same box asked.
 */
export function useSearch(text: string, limit: number, box: string, sort: SearchSort = 'relevance'): Found {
  const { call } = useApi()
  const query = useDebounced(useDeferredValue(text.trim()), 60)
  const result = useQuery({
    queryKey: ['search', query, limit, sort],
    queryFn: async ({ signal }) => ({
      ...(await call['search.query']({ query, limit, sort, caller: `${box}-${WINDOW}` }, { signal })),
      query
    }),
    enabled: query !== '',
    placeholderData: keepPreviousData,
    gcTime: 300_000
  })
  return query === '' ? NONE : (result.data ?? NONE)
}

export interface Matches {
  count: number
  facets: Facets
}

/**
 * Everything that matches, counted; asked once typing pauses, so that it never holds up the passages. `ids`: also which
 * articles, for those that select some.
 */
export function useMatches(
  text: string,
  ids: boolean
): (Matches & { ids?: string[] | undefined }) | undefined {
  const { call } = useApi()
  const query = useDebounced(text.trim(), 300)
  const result = useQuery({
    queryKey: ['search', 'matches', query, ids],
    queryFn: ({ signal }) => call['search.matches']({ query, ids, caller: `matches-${WINDOW}` }, { signal }),
    enabled: query !== '',
    placeholderData: keepPreviousData,
    gcTime: 300_000
  })
  return query === '' ? undefined : result.data
}

/** Which articles a saved search has now; each asks for itself, so that they do not drop one another. */
export function useSavedMatches(id: string, query: string): Matches | undefined {
  const { call } = useApi()
  return useQuery({
    queryKey: ['search', 'matches', query, false],
    queryFn: ({ signal }) => call['search.matches']({ query, caller: `saved-${id}-${WINDOW}` }, { signal }),
    placeholderData: keepPreviousData
  }).data
}

function useDebounced(value: string, ms: number): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  // The first letter, and clearing the field, answer at once.
  return settled === '' || value === '' ? value : settled
}

/** While the index is being built; undefined once it is ready. */
export function useIndexing(): Events['search.progress'] | undefined {
  const { call, on } = useApi()
  const queryClient = useQueryClient()
  const status = useQuery({ queryKey: ['search-status'], queryFn: () => call['search.status']({}) }).data
  useEffect(
    () =>
      on('search.progress', (progress) => {
        queryClient.setQueryData(['search-status'], progress)
        if (progress.state === 'ready') void queryClient.invalidateQueries({ queryKey: ['search'] })
      }),
    [on, queryClient]
  )
  return status === undefined || status.state === 'ready' ? undefined : status
}
