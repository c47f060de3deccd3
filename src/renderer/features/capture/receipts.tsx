/** What came of each thing that was given: kept, not kept and why, or already there. */
import { CircleAlert, CircleCheck, CopyCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CaptureResult } from '#shared/contract/capture'
import type { ReceiptItem } from '#shared/contract/records'
import { Button } from '../../ui/button'
import css from './receipts.module.css'

const ICONS = { added: <CircleCheck />, duplicate: <CopyCheck />, failed: <CircleAlert /> }

export function Receipts(props: {
  results: readonly CaptureResult[]
  left: readonly string[]
  onOpen(id: string): void
  /** Of the thing at this place: adds it as well, or gives it to the article that is there. */
  onDuplicate(index: number, what: 'both' | 'version'): void
  /** Asks the web once more for what was missing. */
  onRetry(index: number): void
  onMerge(articles: string[]): void
}): ReactNode {
  const { shown, more } = chooseReceipts(props.results)
  return (
    <ul className={css['receipts']} aria-label="Receipts">
      {shown.map(({ result, i }) => (
        <li key={i} className={css['receipt']} data-status={result.status}>
          <span className={css['icon']}>{ICONS[result.status]}</span>
          <div className={css['text']}>
            <div className={css['title']}>{result.title ?? result.input}</div>
            <div className={css['line']}>{headline(result)}</div>
            <Kept result={result} />
          </div>
          <span className={css['ways']}>
            {result.status === 'duplicate' && (
              <>
                {result.by !== 'file' && result.by !== 'text' && (
                  <Button onClick={() => props.onDuplicate(i, 'version')}>Keep as a new version</Button>
                )}
                <Button onClick={() => props.onDuplicate(i, 'both')}>Keep both</Button>
              </>
            )}
            {result.status === 'failed' && (
              <Button onClick={() => props.onDuplicate(i, 'both')}>Try again</Button>
            )}
            {canRetry(result) && <Button onClick={() => props.onRetry(i)}>Try the images again</Button>}
            {result.id !== undefined && result.like !== undefined && (
              <Button onClick={() => props.onMerge([result.like?.id ?? '', result.id ?? ''])}>Merge…</Button>
            )}
            {result.id !== undefined && (
              <Button variant="quiet" onClick={() => result.id !== undefined && props.onOpen(result.id)}>
                Open
              </Button>
            )}
          </span>
        </li>
      ))}
      {more.map((line) => (
        <li key={line} className={css['receipt']}>
          <span className={css['icon']}>{ICONS.added}</span>
          <div className={css['text']}>{line}</div>
        </li>
      ))}
      {props.left.length > 0 && (
        <li className={css['receipt']}>
          <span className={css['icon']}>
            <CircleAlert />
          </span>
          <details className={css['text']}>
            <summary className={css['line']}>
              {props.left.length} other {props.left.length === 1 ? 'file' : 'files'} of the folder left out:
              no kind that Carrel can add
            </summary>
            <div className={css['line']}>{props.left.slice(0, 50).join(', ')}</div>
            {props.left.length > 50 && <div className={css['line']}>and {props.left.length - 50} more</div>}
          </details>
        </li>
      )}
    </ul>
  )
}

const MOST_ROWS = 300

/** One row: a result, and its place among all. */
interface Row {
  result: CaptureResult
  i: number
}

/** Of thousands: first what needs the person's eye, then as many of the rest as one would look through. */
export function chooseReceipts(results: readonly CaptureResult[]): { shown: Row[]; more: string[] } {
  const rows = results.map((result, i): Row => ({ result, i }))
  if (rows.length <= MOST_ROWS) return { shown: rows, more: [] }
  const kinds = [
    { name: 'not added', of: rows.filter(({ result }) => result.status === 'failed') },
    {
      name: 'added, with something missing',
      of: rows.filter(({ result }) => result.status === 'added' && lacks(result))
    },
    { name: 'already there', of: rows.filter(({ result }) => result.status === 'duplicate') },
    { name: 'added whole', of: rows.filter(({ result }) => result.status === 'added' && !lacks(result)) }
  ]
  const shown: Row[] = []
  const more: string[] = []
  for (const { name, of } of kinds) {
    const room = MOST_ROWS - shown.length
    shown.push(...of.slice(0, room))
    if (of.length > room) more.push(`and ${(of.length - room).toLocaleString('en')} more ${name}`)
  }
  return { shown, more }
}

const lacks = (r: CaptureResult): boolean => (r.receipt?.missing.length ?? 0) > 0

function headline(result: CaptureResult): string {
  if (result.status === 'failed') return result.message ?? 'It could not be added.'
  if (result.status === 'duplicate') return result.message ?? 'Already in your library; nothing was doubled.'
  const { receipt } = result
  const words = `${(result.words ?? receipt?.words ?? 0).toLocaleString('en')} words`
  const images = receipt?.images ?? 0
  const kept =
    images > 0 ? `${words} and ${images} ${images === 1 ? 'image' : 'images'} kept` : `${words} kept`
  const said = [
    kept,
    result.message?.replace(/\.$/, ''),
    result.like ? `Nearly the same text as “${result.like.title}”` : undefined
  ]
  return said.filter((part) => part !== undefined).join('. ')
}

/** Images of the web that did not come. */
function canRetry(result: CaptureResult): boolean {
  return (
    result.status === 'added' &&
    (result.receipt?.missing ?? []).some(
      (item) => item.what === 'image' && item.examples?.some((place) => /^https?:/.test(place)) === true
    )
  )
}

function Kept(props: { result: CaptureResult }): ReactNode {
  const { missing, receipt } = props.result
  const removed = receipt?.removed ?? []
  if (missing.length === 0 && removed.length === 0) return null
  return (
    <details className={css['details']}>
      <summary>{missing.length > 0 ? 'Not everything could be kept' : 'Taken out'}</summary>
      {missing.map((line) => (
        <div key={line} className={css['line']}>
          {line}
        </div>
      ))}
      {removed.length > 0 && <div className={css['line']}>Taken out: {removed.map(describe).join('; ')}</div>}
    </details>
  )
}

const PLURALS: Partial<Record<ReceiptItem['what'], string>> = {
  media: 'media',
  text: 'text',
  other: 'other things'
}

function describe(item: ReceiptItem): string {
  const name = item.count === 1 ? item.what : (PLURALS[item.what] ?? `${item.what}s`)
  return `${item.count} ${name} (${item.reason})`
}
