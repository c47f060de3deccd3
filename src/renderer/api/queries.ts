/** What the core knows, as queries: one hook per question, one key per answer. Nothing is copied into other state. */
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { Sort, View } from '#shared/contract/articles'
import type { CarrelClient } from '#shared/contract/index'
import { settingDefaults, type SettingName, type Settings } from '#shared/contract/settings'
import { useCallback } from 'react'
import { useApi } from './context'

type Answer<M extends keyof CarrelClient> = Awaited<ReturnType<CarrelClient[M]>>

export const keys = {
  info: ['info'] as const,
  list: (view: View, sort: Sort, reverse: boolean) => ['list', view, sort, reverse] as const,
  article: (id: string) => ['article', id] as const,
  body: (id: string, snapshot: string) => ['body', id, snapshot] as const,
  annotations: (article: string | undefined) => ['annotations', article ?? 'all'] as const,
  notes: (article: string | undefined) => ['notes', article ?? 'all'] as const,
  tags: ['tags'] as const,
  lists: ['lists'] as const,
  smart: ['smart'] as const,
  readingList: (id: string) => ['reading-list', id] as const,
  history: ['history'] as const,
  review: ['review'] as const,
  settings: ['settings'] as const
}

export function useInfo(): UseQueryResult<Answer<'library.info'>> {
  const { call } = useApi()
  return useQuery({ queryKey: keys.info, queryFn: () => call['library.info']({}) })
}

/**
 * What `select` takes from the library's facts: drawn again only when that changes, not with every count. `select` is a
 * constant: a new function would be asked at each drawing.
 */
export function useInfoOf<T>(select: (info: Answer<'library.info'>) => T): T | undefined {
  const { call } = useApi()
  return useQuery({ queryKey: keys.info, queryFn: () => call['library.info']({}), select }).data
}

/** The ids of a view in order, and how many words are left to read in it. */
export function useArticleIds(
  view: View,
  sort: Sort,
  reverse: boolean
): UseQueryResult<Answer<'articles.list'>> {
  const { call } = useApi()
  return useQuery({
    queryKey: keys.list(view, sort, reverse),
    queryFn: () => call['articles.list']({ view, sort, reverse }),
    placeholderData: keepPreviousData
  })
}

export function useArticle(id: string | undefined): UseQueryResult<Answer<'articles.get'>> {
  const { call } = useApi()
  return useQuery({
    queryKey: keys.article(id ?? ''),
    queryFn: () => call['articles.get']({ id: id ?? '' }),
    enabled: id !== undefined
  })
}

/** The reading text of a snapshot, which never changes. */
export function useBody(
  id: string | undefined,
  snapshot: string | undefined
): UseQueryResult<Answer<'articles.body'>> {
  const { call } = useApi()
  return useQuery({
    queryKey: keys.body(id ?? '', snapshot ?? ''),
    queryFn: () => call['articles.body']({ id: id ?? '', snapshot: snapshot ?? '' }),
    enabled: id !== undefined && snapshot !== undefined,
    staleTime: Infinity,
    gcTime: 60_000
  })
}

export function useAnnotations(article: string | undefined): UseQueryResult<Answer<'annotations.list'>> {
  const { call } = useApi()
  return useQuery({
    queryKey: keys.annotations(article),
    queryFn: () => call['annotations.list'](article === undefined ? {} : { article })
  })
}

export function useNotes(article: string | undefined): UseQueryResult<Answer<'notes.list'>> {
  const { call } = useApi()
  return useQuery({
    queryKey: keys.notes(article),
    queryFn: () => call['notes.list'](article === undefined ? {} : { article })
  })
}

export function useTags(): UseQueryResult<Answer<'tags.list'>> {
  const { call } = useApi()
  return useQuery({ queryKey: keys.tags, queryFn: () => call['tags.list']({}) })
}

export function useLists(): UseQueryResult<Answer<'lists.list'>> {
  const { call } = useApi()
  return useQuery({ queryKey: keys.lists, queryFn: () => call['lists.list']({}) })
}

export function useSmartLists(): UseQueryResult<Answer<'smart.list'>> {
  const { call } = useApi()
  return useQuery({ queryKey: keys.smart, queryFn: () => call['smart.list']({}) })
}

export function useReadingList(id: string | undefined): UseQueryResult<Answer<'lists.get'>> {
  const { call } = useApi()
  return useQuery({
    queryKey: keys.readingList(id ?? ''),
    queryFn: () => call['lists.get']({ id: id ?? '' }),
    enabled: id !== undefined
  })
}

export function useHistoryState(): UseQueryResult<Answer<'history.state'>> {
  const { call } = useApi()
  return useQuery({ queryKey: keys.history, queryFn: () => call['history.state']({}) })
}

/** One setting and the way to change it; the change is seen at once and put on disk behind it. */
export function useSetting<N extends SettingName>(name: N): [Settings[N], (value: Settings[N]) => void] {
  const { call, report } = useApi()
  // Of this one only: what else is set must not draw its readers again.
  const select = useCallback((all: Settings) => all[name], [name])
  const query = useQuery({ queryKey: keys.settings, queryFn: () => call['settings.all']({}), select })
  const value = query.data ?? settingDefaults[name]
  const set = useCallback(
    (next: Settings[N]) => {
      call['settings.set']({ name, value: next }).catch(report)
    },
    [call, report, name]
  )
  return [value, set]
}
