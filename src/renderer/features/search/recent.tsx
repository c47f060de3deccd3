/** Recent searches: under the empty field, to be taken again or forgotten. */
import { History, X } from 'lucide-react'
import type { KeyboardEvent, ReactNode } from 'react'
import { useSetting } from '../../api/queries'
import css from './recent.module.css'

const MOST = 20
/** A pasted passage is no search that anybody takes again from a list. */
const LONGEST = 400

export interface Recent {
  searches: readonly string[]
  keep(query: string): void
  forget(query: string): void
  forgetAll(): void
}

export function useRecent(): Recent {
  const [searches, set] = useSetting('searches')
  return {
    searches,
    keep(query) {
      const text = query.trim()
      if (text === '' || text.length > LONGEST || text === searches[0]) return
      const others = searches.filter((s) => s.toLowerCase() !== text.toLowerCase())
      set([text, ...others].slice(0, MOST))
    },
    forget: (query) => set(searches.filter((s) => s !== query)),
    forgetAll: () => set([])
  }
}

export function RecentSearches(props: {
  recent: Recent
  onTake(query: string): void
  /** Back to the field. */
  onLeave(): void
}): ReactNode {
  const { searches, forget, forgetAll } = props.recent
  if (searches.length === 0) return null
  const onKeyDown = (e: KeyboardEvent<HTMLElement>, at: number): void => {
    const rows = e.currentTarget.closest('ul')?.querySelectorAll<HTMLElement>('[data-search]')
    const query = searches[at]
    if (e.key === 'ArrowDown') rows?.[at + 1]?.focus()
    else if (e.key === 'ArrowUp' && at > 0) rows?.[at - 1]?.focus()
    else if (e.key === 'ArrowUp' || e.key === 'Escape') props.onLeave()
    else if (e.key === 'Delete' && query !== undefined) {
      forget(query)
      props.onLeave()
    } else return
    e.preventDefault()
    e.stopPropagation()
  }
  return (
    <section className={css['recent']} aria-label="Recent searches">
      <div className={css['head']}>
        <h2 className={css['heading']}>Recent searches</h2>
        <button
          type="button"
          className={css['all']}
          onClick={() => {
            forgetAll()
            props.onLeave()
          }}
        >
          Forget all
        </button>
      </div>
      {/* Arrow keys are a shortcut: every button is reached by Tab, too. */}
      <ul className={css['list']}>
        {searches.map((query, at) => (
          <li key={query} className={css['row']}>
            <button
              type="button"
              data-search
              className={css['take']}
              onKeyDown={(e) => onKeyDown(e, at)}
              onClick={() => props.onTake(query)}
            >
              <History aria-hidden />
              <bdi className={css['text']}>{query}</bdi>
            </button>
            <button
              type="button"
              className={css['forget']}
              aria-label={`Forget ${query}`}
              onClick={() => {
                forget(query)
                props.onLeave()
              }}
            >
              <X aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
