/** Tags that the articles may want, as chips: → from the empty field goes there, digits and Enter put one on. */
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import type { KeyboardEvent, ReactNode, RefObject } from 'react'
import type { CarrelClient } from '#shared/contract/index'
import { useApi } from '../../api/context'
import { keys } from '../../api/queries'
import { Kbd } from '../../ui/kbd'
import css from './suggested.module.css'

const MOST = 5

type Suggestion = Awaited<ReturnType<CarrelClient['tags.suggest']>>[number]

export function useSuggestions(articles: readonly string[]): readonly Suggestion[] {
  const { call } = useApi()
  const { data } = useQuery({
    queryKey: [...keys.tags, 'suggest', articles],
    queryFn: () => call['tags.suggest']({ articles: [...articles], most: MOST }),
    placeholderData: (before) => before
  })
  return data ?? []
}

export function Suggested(props: {
  suggestions: readonly Suggestion[]
  groupRef: RefObject<HTMLDivElement | null>
  field: RefObject<HTMLInputElement | null>
  onAdd(path: string): void
}): ReactNode {
  const { suggestions, groupRef, field } = props
  if (suggestions.length === 0) return null
  const chips = (): HTMLElement[] => [...(groupRef.current?.querySelectorAll('button') ?? [])]
  const onKeyDown = (e: KeyboardEvent): void => {
    if (e.ctrlKey || e.metaKey || e.altKey) return
    const at = chips().findIndex((c) => c === document.activeElement)
    const digit = /^[1-9]$/.test(e.key) ? suggestions[Number(e.key) - 1] : undefined
    if (digit) props.onAdd(digit.path)
    else if (e.key === 'ArrowRight' || e.key === 'ArrowDown') chips()[at + 1]?.focus()
    else if (e.key === 'ArrowLeft' || e.key === 'ArrowUp') (chips()[at - 1] ?? field.current)?.focus()
    else {
      // Typing goes on where one types.
      if (e.key.length === 1 && e.key !== ' ') field.current?.focus()
      return
    }
    e.preventDefault()
  }
  return (
    <div className={css['suggested']}>
      <span className={css['label']} id="suggested-tags">
        Suggested <Kbd keys="ArrowRight" />
      </span>
      <div
        ref={groupRef}
        role="toolbar"
        tabIndex={-1}
        aria-labelledby="suggested-tags"
        className={css['chips']}
        onKeyDown={onKeyDown}
      >
        {suggestions.map((s, i) => (
          <button
            key={s.path}
            type="button"
            className={css['chip']}
            tabIndex={i === 0 ? 0 : -1}
            title={because(s.why)}
            aria-label={`${s.path}: ${because(s.why)}`}
            onClick={() => props.onAdd(s.path)}
          >
            <Plus aria-hidden />
            <span>{s.path}</span>
            <Kbd keys={String(i + 1)} />
          </button>
        ))}
      </div>
    </div>
  )
}

/** Why it is offered. */
export function because({ kind, name }: Suggestion['why']): string {
  switch (kind) {
    case 'tag':
      return `often beside ${name}`
    case 'author':
      return `on other articles by ${name}`
    case 'container':
      return `on other articles in ${name}`
    case 'word':
      return `on other articles with “${name}” in the title`
    case 'title':
      return 'its name is in the title'
  }
}
