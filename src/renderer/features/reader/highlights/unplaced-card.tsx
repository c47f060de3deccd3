/** Highlights whose words are not in the text any more: listed, never lost, never guessed. */
import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Annotation } from '#shared/contract/records'
import { clip, plural } from '#shared/domain/phrases'
import css from './unplaced-card.module.css'

export function UnplacedCard(props: {
  unplaced: readonly Annotation[]
  /** `21 Nov`: when the text was last captured. */
  refreshed: string | undefined
  /** Something is selected (or under the reading cursor), so that there is a "here". */
  canPlace: boolean
  onPlace(id: string): void
  onKeep(id: string): void
}): ReactNode {
  const { unplaced } = props
  if (unplaced.length === 0) return null
  return (
    <section className={css['card']} aria-label={`${plural(unplaced.length, 'highlight')} not placed`}>
      <h2 className={css['title']}>
        <CircleAlert aria-hidden="true" />
        {plural(unplaced.length, 'highlight')} not placed
      </h2>
      <p className={css['why']}>
        {props.refreshed === undefined
          ? 'The text of the article has changed.'
          : `The article changed when it was refreshed on ${props.refreshed}.`}{' '}
        Nothing was deleted.
      </p>
      <ul className={css['list']}>
        {unplaced.map((a) => (
          <li key={a.id}>
            <p className={css['quote']}>“{clip(a.quote.exact, 90)}”</p>
            {a.note !== '' && <p className={css['why']}>{clip(a.note, 120)}</p>}
            <div className={css['actions']}>
              <button
                type="button"
                className={css['action']}
                aria-disabled={!props.canPlace}
                title={props.canPlace ? undefined : 'Select the passage first'}
                onClick={() => props.canPlace && props.onPlace(a.id)}
                // The selection is where it shall go.
                onMouseDown={(e) => e.preventDefault()}
              >
                Place here
              </button>
              <button type="button" className={css['action']} onClick={() => props.onKeep(a.id)}>
                Keep as quote
              </button>
            </div>
          </li>
        ))}
      </ul>
      {!props.canPlace && <p className={css['hint']}>To place one, select its passage first.</p>}
    </section>
  )
}
