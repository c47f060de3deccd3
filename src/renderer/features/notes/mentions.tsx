/** What links here, and where it is spoken of without a link. */
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { Linkable, Mention } from '#shared/contract/notes'
import { useApi, useCall } from '../../api/context'
import { Button } from '../../ui/button'
import { undoToast } from '../../ui/undo-toast'
import css from './mentions.module.css'

const FIRST = 8

export function Mentions(props: { of: Linkable; onOpenLink(to: Linkable): void }): ReactNode {
  const { of } = props
  const { call } = useApi()
  const { data } = useQuery({
    queryKey: ['notes', 'mentions', of],
    queryFn: () => call['notes.mentions']({ of })
  })
  const link = useCall('notes.linkMention')
  if (!data || data.linked.length + data.unlinked.length === 0) return null
  return (
    <section className={css['mentions']} aria-label="Mentions">
      {data.linked.length > 0 && (
        <Group title="Linked from" mentions={data.linked} onOpenLink={props.onOpenLink} />
      )}
      {data.unlinked.length > 0 && (
        <Group
          title="Mentioned without a link"
          mentions={data.unlinked}
          onOpenLink={props.onOpenLink}
          onLink={(mention) =>
            void link({ of, mention }).then(
              (done) => done && undoToast(`Linked in “${mention.title || 'Untitled'}”`)
            )
          }
        />
      )}
    </section>
  )
}

function Group(props: {
  title: string
  mentions: readonly Mention[]
  onOpenLink(to: Linkable): void
  onLink?(mention: Mention): void
}): ReactNode {
  const { mentions, onLink } = props
  const [all, setAll] = useState(false)
  return (
    <>
      <h2 className={css['title']}>
        {props.title} <span>{mentions.length}</span>
      </h2>
      <ul className={css['list']}>
        {mentions.slice(0, all ? undefined : FIRST).map((m) => (
          <li key={`${m.in.id} ${m.start}`} className={css['row']}>
            <button type="button" className={css['open']} onClick={() => props.onOpenLink(m.in)}>
              <span className={css['name']}>{m.title || 'Untitled'}</span>
              <span className={css['excerpt']} dir="auto">
                {m.excerpt}
              </span>
            </button>
            {onLink && (
              <Button variant="quiet" onClick={() => onLink(m)} aria-label={`Link the mention in ${m.title}`}>
                Link
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mentions.length > FIRST && !all && (
        <Button variant="quiet" onClick={() => setAll(true)}>
          Show all {mentions.length}
        </Button>
      )}
    </>
  )
}
