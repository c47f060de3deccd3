/** Which of the articles that were found are selected. */
import { useEffect } from 'react'
import type { Hit } from '#shared/contract/search'
import { plural } from '#shared/domain/phrases'
import { useApi } from '../../api/context'
import { announce } from '../../ui/announce'
import type { Found } from './use-search'

export interface Chosen {
  /** A note that belongs to no article cannot be selected. */
  canSelect(hit: Hit): boolean
  toggle(hit: Hit | undefined): void
  selectAll(): void
}

const NONE: ReadonlySet<string> = new Set()

/** What is no longer found (another query, the trash) is no longer selected: an action never hits what is unseen. */
export function useChosen(options: {
  query: string
  selected: ReadonlySet<string>
  onSelected(ids: ReadonlySet<string>): void
  found: Found
  /** All articles that match, once they are known. */
  matching: readonly string[] | undefined
}): Chosen {
  const { query, selected, onSelected, found, matching } = options
  const { call, report } = useApi()
  const canSelect = (hit: Hit): boolean => !(hit.field === 'note' && hit.target === hit.id)
  const select = (ids: ReadonlySet<string>): void => {
    onSelected(ids)
    announce(plural(ids.size, 'article selected', 'articles selected'))
  }
  useEffect(() => {
    onSelected(NONE)
    return () => onSelected(NONE)
  }, [query, onSelected])
  useEffect(() => {
    if (selected.size === 0 || found.query !== query.trim() || !matching) return
    const here = new Set([...matching, ...found.hits.map((hit) => hit.id)])
    const kept = new Set([...selected].filter((id) => here.has(id)))
    if (kept.size < selected.size) onSelected(kept)
  }, [found, matching, query, selected, onSelected])
  return {
    canSelect,
    toggle(hit) {
      if (!hit || !canSelect(hit)) return
      const next = new Set(selected)
      if (!next.delete(hit.id)) next.add(hit.id)
      select(next)
    },
    selectAll() {
      call['search.matches']({ query: query.trim(), caller: 'select-all', ids: true })
        .then(({ ids = [] }) => {
          if (ids.length > 0) select(new Set(ids))
        })
        .catch(report)
    }
  }
}
