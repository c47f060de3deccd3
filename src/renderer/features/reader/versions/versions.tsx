/** The dated versions of an article: which highlights stayed with an older one, and what changed since. */
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { Article, Snapshot } from '#shared/contract/records'
import { differences } from '#shared/domain/differences'
import { clip, plural } from '#shared/domain/phrases'
import { useApi } from '../../../api/context'
import { useAnnotations } from '../../../api/queries'
import { Button } from '../../../ui/button'
import { Segmented } from '../../../ui/segmented'
import { Skeleton } from '../../../ui/skeleton'
import { Preview } from './preview'
import css from './versions.module.css'

export function Versions(props: { article: Article }): ReactNode {
  const { article } = props
  const newest = article.snapshots.at(-1)
  const older = article.snapshots.slice(0, -1).reverse()
  const [chosen, setChosen] = useState(older[0]?.html)
  const [how, setHow] = useState<'changes' | 'text'>('changes')
  const annotations = useAnnotations(article.id).data ?? []
  const old = older.find((s) => s.html === chosen)
  if (!newest || older.length === 0)
    return (
      <p className={css['line']}>
        There is one version, of {newest === undefined ? '' : dated(newest)}. “Capture again” in the article’s
        menu adds another; this one stays.
      </p>
    )
  const stayed = annotations.filter((a) => old && a.text === old.text && a.text !== newest.text)
  return (
    <>
      <ul className={css['versions']} aria-label="Versions">
        <li className={css['version']}>
          <span>{dated(newest)}</span>
          <span className={css['line']}>shown now · {newest.words.toLocaleString('en')} words</span>
        </li>
        {older.map((s) => (
          <li key={s.html} className={css['version']}>
            <Button
              variant={s.html === chosen ? 'primary' : 'outline'}
              aria-pressed={s.html === chosen}
              onClick={() => setChosen(s.html)}
            >
              {dated(s)}
            </Button>
            <span className={css['line']}>{s.words.toLocaleString('en')} words</span>
          </li>
        ))}
      </ul>
      {stayed.length > 0 && (
        <section aria-label="Highlights that stayed with this version">
          <h3 className={css['heading']}>
            {plural(stayed.length, 'highlight')} of this version without a sure place in the newest
          </h3>
          <ul className={css['stayed']}>
            {stayed.map((a) => (
              <li key={a.id}>“{clip(a.quote.exact, 120)}”</li>
            ))}
          </ul>
        </section>
      )}
      <Segmented<'changes' | 'text'>
        label="How to look at this version"
        value={how}
        options={[
          { value: 'changes', label: 'What changed since' },
          { value: 'text', label: 'Its text' }
        ]}
        onChange={setHow}
      />
      {old && how === 'changes' && <Changes article={article} from={old} to={newest} />}
      {old && how === 'text' && <OldText article={article} old={old} />}
    </>
  )
}

function OldText(props: { article: Article; old: Snapshot }): ReactNode {
  const { call } = useApi()
  const { id } = props.article
  const { html } = props.old
  const body = useQuery({
    queryKey: ['body', id, html],
    queryFn: () => call['articles.body']({ id, snapshot: html }),
    staleTime: Infinity
  })
  if (body.error) return <p className={css['line']}>{body.error.message}</p>
  if (!body.data) return <Skeleton lines={8} />
  return <Preview html={body.data.html} article={props.article} label={`The text of ${dated(props.old)}`} />
}

const SCROLLS = 0
/** Unchanged paragraphs around a change. */
const AROUND = 1

function Changes(props: { article: Article; from: Snapshot; to: Snapshot }): ReactNode {
  const { call } = useApi()
  const { id } = props.article
  const [from, to] = [props.from.html, props.to.html]
  const compared = useQuery({
    queryKey: ['compare', id, from, to],
    queryFn: () => call['capture.compare']({ id, from, to }),
    staleTime: Infinity
  })
  if (compared.error) return <p className={css['line']}>{compared.error.message}</p>
  if (!compared.data) return <Skeleton lines={8} />
  const runs = compared.data.differences
  if (runs.every((r) => r.kind === 'same'))
    return <p className={css['line']}>The words are the same; only pictures or the way of reading changed.</p>
  return (
    <div className={css['changes']} tabIndex={SCROLLS} role="region" aria-label="What changed" dir="auto">
      {runs.map((run, i) => {
        if (run.kind === 'same')
          return <Same key={i} items={run.items} first={i === 0} last={i === runs.length - 1} />
        const next = runs[i + 1]
        const before = runs[i - 1]
        // Paragraphs that were edited are shown once, word by word.
        if (run.kind === 'removed' && next?.kind === 'added' && next.items.length === run.items.length)
          return run.items.map((old, n) => <Edited key={`${i} ${n}`} from={old} to={next.items[n] ?? ''} />)
        if (run.kind === 'added' && before?.kind === 'removed' && before.items.length === run.items.length)
          return null
        return run.items.map((text, n) =>
          run.kind === 'removed' ? (
            <p key={`${i} ${n}`}>
              <del>{text}</del>
            </p>
          ) : (
            <p key={`${i} ${n}`}>
              <ins>{text}</ins>
            </p>
          )
        )
      })}
    </div>
  )
}

function Same(props: { items: readonly string[]; first: boolean; last: boolean }): ReactNode {
  const { items } = props
  const head = props.first ? 0 : AROUND
  const tail = props.last ? 0 : AROUND
  const hidden = items.length - head - tail
  const shown = (list: readonly string[]): ReactNode => list.map((text, i) => <p key={i}>{text}</p>)
  if (hidden <= 1) return shown(items)
  return (
    <>
      {shown(items.slice(0, head))}
      <p className={css['skip']}>{plural(hidden, 'paragraph')} unchanged</p>
      {shown(tail === 0 ? [] : items.slice(-tail))}
    </>
  )
}

function Edited(props: { from: string; to: string }): ReactNode {
  const words = (text: string): string[] => text.match(/\s*\S+|\s+$/gu) ?? []
  return (
    <p>
      {differences(words(props.from), words(props.to)).map((run, i) =>
        run.kind === 'same' ? (
          run.items.join('')
        ) : run.kind === 'removed' ? (
          <del key={i}>{run.items.join('')}</del>
        ) : (
          <ins key={i}>{run.items.join('')}</ins>
        )
      )}
    </p>
  )
}

function dated(s: Snapshot): string {
  return new Date(s.captured).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
}
