/** Beside the results: what the matching articles have in common, with counts. A click narrows, another takes it back. */
import { itemType } from '#shared/contract/records'
import { TYPE_NAMES } from '#shared/domain/item-types'
import type { ReactNode } from 'react'
import type { FacetField } from '#shared/contract/search'
import { plural } from '#shared/domain/phrases'
import { parseQuery, quoteValue, replacePart } from '#shared/domain/query'
import css from './search-page.module.css'
import type { Matches } from './use-search'

const GROUPS: readonly { field: FacetField; name: string }[] = [
  { field: 'tag', name: 'Tags' },
  { field: 'list', name: 'Reading lists' },
  { field: 'year', name: 'Years' },
  { field: 'author', name: 'Authors' },
  { field: 'type', name: 'Kinds' },
  { field: 'color', name: 'Highlights' }
]
const SHOWN = 6

function typeName(value: string): string {
  const type = itemType.safeParse(value)
  return type.success ? TYPE_NAMES[type.data] : value
}

export function FacetPane(props: {
  query: string
  matches: Matches
  onChange(query: string): void
  onSelectAll(): void
  onSave(): void
}): ReactNode {
  const { count: total, facets } = props.matches
  const { parts } = parseQuery(props.query, new Date().toISOString())
  const asked = (field: FacetField, value: string): number =>
    parts.findIndex((p) => p.kind === 'field' && !p.negated && p.field === field && p.value === value)
  const toggle = (field: FacetField, value: string): void => {
    const at = asked(field, value)
    if (at >= 0) props.onChange(replacePart(parts, at))
    else props.onChange(`${props.query.trim()} ${field}:${quoteValue(value)}`)
  }
  return (
    <aside className={css['facets']} aria-label="Narrow the search">
      <p className={css['total']} aria-live="polite">
        {plural(total, 'article matches', 'articles match')}
      </p>
      <button type="button" className={css['save']} onClick={props.onSave}>
        Save as filter…
      </button>
      {total > 0 && (
        <button type="button" className={css['save']} onClick={props.onSelectAll}>
          Select all
        </button>
      )}
      {GROUPS.filter(({ field }) => facets[field].length > 0).map(({ field, name }) => (
        <div key={field} role="group" aria-label={name}>
          <h2 className={css['facetHeading']}>{name}</h2>
          <ul className={css['facetList']}>
            {facets[field].slice(0, SHOWN).map(({ value, count }) => (
              <li key={value}>
                <button
                  type="button"
                  className={css['facet']}
                  aria-pressed={asked(field, value) >= 0}
                  onClick={() => toggle(field, value)}
                >
                  <bdi className={css['facetName']}>{field === 'type' ? typeName(value) : value}</bdi>
                  <span className={css['facetCount']}>{count.toLocaleString('en')}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </aside>
  )
}
