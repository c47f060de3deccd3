/** Details looked up on the web: who would be asked for what, then ours beside theirs, and only what is ticked. */
import { useEffect, useRef, type ReactNode } from 'react'
import { LOOKUP_MOST, type LookupSubject } from '#shared/contract/lookup'
import { plural } from '#shared/domain/phrases'
import { Button } from '../../../ui/button'
import { Dialog } from '../../../ui/dialog'
import { Skeleton } from '../../../ui/skeleton'
import { useAsking } from './asking'
import { CompareTable } from './compare-table'
import css from './lookup.module.css'

const KINDS = { doi: 'DOI', arxiv: 'arXiv number', isbn: 'ISBN' } as const

export function LookupDialog(props: {
  articles: readonly string[]
  onClose(): void
  onEdit(article: string): void
  returnFocus(): HTMLElement | null
}): ReactNode {
  const asking = useAsking(props.articles, props.onClose)
  const { step, ticked } = asking
  const content = useRef<HTMLDivElement>(null)
  // The button that was pressed is gone with its step: the focus goes to what came instead.
  useEffect(() => {
    if (step.kind !== 'planning') content.current?.focus()
  }, [step.kind])
  const hosts = step.kind === 'planned' ? hostsOf(step.subjects) : []
  const close = (
    <Button variant="quiet" onClick={props.onClose}>
      {step.kind === 'compared' ? 'Change nothing' : 'Cancel'}
    </Button>
  )
  return (
    <Dialog
      open
      size="l"
      title="Look up details online"
      onClose={props.onClose}
      returnFocus={props.returnFocus}
      actions={
        <>
          {step.kind === 'asking' ? (
            <Button variant="quiet" onClick={asking.stop}>
              Stop
            </Button>
          ) : (
            close
          )}
          {hosts.length > 0 && (
            <Button variant="primary" onClick={asking.ask}>
              Ask {hosts.map(([host]) => host).join(', ')}
            </Button>
          )}
          {step.kind === 'compared' && step.all.some((c) => c.differing.length > 0) && (
            <Button variant="primary" disabled={ticked.size === 0 || asking.busy} onClick={asking.apply}>
              Take over {plural(ticked.size, 'field')}
            </Button>
          )}
        </>
      }
    >
      <div ref={content} tabIndex={-1} className={css['content']}>
        {step.kind === 'planning' && <Skeleton lines={3} />}
        {step.kind === 'planned' && (
          <Plan subjects={step.subjects} hosts={hosts} left={asking.left} onEdit={props.onEdit} />
        )}
        {step.kind === 'asking' && (
          <p className={css['text']} role="status">
            {step.said}
          </p>
        )}
        {step.kind === 'compared' &&
          step.all.map((compared) => (
            <CompareTable
              key={compared.article.id}
              compared={compared}
              alone={step.all.length === 1}
              ticked={ticked}
              onToggle={asking.toggle}
            />
          ))}
      </div>
    </Dialog>
  )
}

function hostsOf(subjects: readonly LookupSubject[]): [string, LookupSubject[]][] {
  const hosts = new Map<string, LookupSubject[]>()
  for (const subject of subjects) {
    if (!subject.ask) continue
    hosts.set(subject.ask.host, [...(hosts.get(subject.ask.host) ?? []), subject])
  }
  return [...hosts]
}

function Plan(props: {
  subjects: readonly LookupSubject[]
  hosts: readonly [string, LookupSubject[]][]
  left: number
  onEdit(article: string): void
}): ReactNode {
  const without = props.subjects.filter((s) => s.ask === undefined)
  return (
    <>
      {props.hosts.length > 0 && (
        <>
          <p className={css['text']}>
            Nothing has been sent yet. If you go on, Carrel asks the following, and nothing else about these
            articles leaves this computer. The request will stand in “What left this computer”.
          </p>
          <ul className={css['hosts']}>
            {props.hosts.map(([host, asked]) => (
              <li key={host}>
                <b>{host}</b> learns {asked.length === 1 ? '' : `${asked.length} identifiers: `}
                {asked.slice(0, 3).map((s, i) => (
                  <span key={s.article}>
                    {i > 0 && ', '}
                    {s.ask && (
                      <>
                        {asked.length === 1 ? `the ${KINDS[s.ask.kind]} ` : ''}
                        <span className={css['value']}>{s.ask.value}</span>
                      </>
                    )}
                  </span>
                ))}
                {asked.length > 3 && ` and ${asked.length - 3} more`}
                {host === 'doi.org' &&
                  '. It sends on to the agency where the DOI is registered, such as Crossref or DataCite'}
                .
              </li>
            ))}
          </ul>
        </>
      )}
      {without.length > 0 && (
        <p className={css['text']}>
          {without.length === 1 ? `“${without[0]?.title ?? ''}” has` : `${without.length} articles have`} no
          DOI, arXiv number or ISBN to look up.{' '}
          {without.length === 1 && (
            <Button variant="quiet" onClick={() => props.onEdit(without[0]?.article ?? '')}>
              Edit details…
            </Button>
          )}
        </p>
      )}
      {props.left > 0 && (
        <p className={css['text']}>
          One look-up takes {LOOKUP_MOST} articles: the other {props.left.toLocaleString('en')} are left for
          another.
        </p>
      )}
    </>
  )
}
