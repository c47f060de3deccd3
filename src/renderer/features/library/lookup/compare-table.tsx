/** One article's details beside those that were found, a box at each that differs. */
import { useId, type ReactNode } from 'react'
import type { FieldName } from '#shared/domain/found-fields'
import { plural } from '#shared/domain/phrases'
import { VisuallyHidden } from '../../../ui/visually-hidden'
import { tickOf, type Compared } from './asking'
import css from './lookup.module.css'

export function CompareTable(props: {
  compared: Compared
  /** It is the only one. */
  alone: boolean
  ticked: ReadonlySet<string>
  onToggle(article: string, field: FieldName): void
}): ReactNode {
  const { article, answer, differing, same } = props.compared
  const id = useId()
  return (
    <section className={css['section']} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`} className={css['title']} dir="auto" lang={article.lang}>
        {article.title}
      </h3>
      <p className={css['text']} role={props.alone ? 'status' : undefined}>
        {answer.problem ?? `From ${answer.source ?? ''}. ${outcome(differing.length, same)}`}
      </p>
      {differing.length > 0 && (
        <table className={css['table']} aria-labelledby={`${id}-title`}>
          <thead>
            <tr>
              <th scope="col">
                <VisuallyHidden>Take over</VisuallyHidden>
              </th>
              <th scope="col">Field</th>
              <th scope="col">Yours</th>
              <th scope="col">Found</th>
            </tr>
          </thead>
          <tbody>
            {differing.map((field) => (
              <tr key={field.field}>
                <td>
                  <input
                    type="checkbox"
                    aria-label={`Take over ${field.label}`}
                    id={`${id}-${field.field}`}
                    className={css['check']}
                    checked={props.ticked.has(tickOf(article.id, field.field))}
                    onChange={() => props.onToggle(article.id, field.field)}
                  />
                </td>
                <th scope="row">
                  <label htmlFor={`${id}-${field.field}`}>{field.label}</label>
                </th>
                <td dir="auto">
                  {field.ours === '' ? <span className={css['none']}>none</span> : clipped(field.ours)}
                </td>
                <td dir="auto">{clipped(field.found)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function outcome(differing: number, same: number): string {
  const agree =
    same === 0
      ? ''
      : `${plural(same, 'field')} ${same === 1 ? 'is' : 'are'} as you have ${same === 1 ? 'it' : 'them'}.`
  if (differing === 0)
    return agree === '' ? 'It says nothing that you do not have.' : `Nothing to change: ${agree}`
  return `${agree} Only what is ticked is taken over.`.trim()
}

const LONG = 300
/** A long abstract is shown by its beginning, and opens. */
function clipped(text: string): ReactNode {
  if (text.length <= LONG) return text
  return (
    <details>
      <summary>{text.slice(0, LONG)}…</summary>
      {text.slice(LONG)}
    </details>
  )
}
