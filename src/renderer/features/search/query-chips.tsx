/** Under the field: what the query demands, to be changed or taken away; what could be typed next; what was not understood. */
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { replacePart, type ParsedQuery } from '#shared/domain/query'
import type { Offer } from './completions'
import css from './search-page.module.css'

export function QueryChips(props: {
  parsed: ParsedQuery
  offers: readonly Offer[]
  onChange(query: string): void
  /** Marks what was typed, for typing something else. */
  onEdit(from: number, to: number): void
}): ReactNode {
  const { parsed, offers } = props
  const demands = parsed.parts
    .map((part, index) => ({ part, index }))
    .filter(({ part }) => part.kind !== 'words' || part.negated)
  return (
    <>
      {demands.length > 0 && (
        <div className={css['chips']} role="group" aria-label="Conditions">
          {demands.map(({ part, index }) => (
            <span key={index} className={css['chip']}>
              <button
                type="button"
                className={css['chipText']}
                aria-label={`Change ${part.text}`}
                onClick={() => props.onEdit(part.from, part.to)}
              >
                <bdi>{part.text}</bdi>
              </button>
              <button
                type="button"
                className={css['chipRemove']}
                aria-label={`Take away ${part.text}`}
                onClick={() => props.onChange(replacePart(parsed.parts, index))}
              >
                <X aria-hidden />
              </button>
            </span>
          ))}
        </div>
      )}
      {offers.length > 0 && (
        <div className={css['chips']} role="group" aria-label="Completions">
          {offers.map((offer) => (
            <button
              key={offer.label}
              type="button"
              className={css['offer']}
              onClick={() => props.onChange(offer.query)}
            >
              {offer.label}
            </button>
          ))}
        </div>
      )}
      {parsed.notes.map((note) => (
        <p key={note} className={css['note']} role="status">
          {note}
        </p>
      ))}
    </>
  )
}
