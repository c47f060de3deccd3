/** "This looks wrong": the same page read in other ways, each shown before it is taken. */
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { Renewed } from '#shared/contract/capture'
import type { Article, SnapshotView } from '#shared/contract/records'
import { plural } from '#shared/domain/phrases'
import { useApi, useCall } from '../../../api/context'
import { Button } from '../../../ui/button'
import { Segmented } from '../../../ui/segmented'
import { Skeleton } from '../../../ui/skeleton'
import { showToast } from '../../../ui/toasts'
import { undoToast } from '../../../ui/undo-toast'
import { Preview } from './preview'
import css from './versions.module.css'

const VIEWS: readonly { value: SnapshotView; label: string }[] = [
  { value: 'readability', label: 'Article' },
  { value: 'defuddle', label: 'Article, other way' },
  { value: 'whole', label: 'Whole page' }
]

export function Readings(props: { article: Article; onClose(): void }): ReactNode {
  const { article } = props
  const snapshot = article.snapshots.at(-1)
  const shown = snapshot?.view
  const { call } = useApi()
  const replace = useCall('capture.useView')
  const [view, setView] = useState<SnapshotView>(shown === 'whole' ? 'readability' : 'whole')
  const [busy, setBusy] = useState(false)
  const preview = useQuery({
    queryKey: ['preview', article.id, snapshot?.html, view],
    queryFn: () => call['capture.preview']({ id: article.id, view }),
    enabled: shown !== undefined,
    retry: false,
    staleTime: Infinity,
    gcTime: 60_000
  })
  if (shown === undefined)
    return (
      <p className={css['line']}>
        Only web pages can be read in another way: there is one text in this file, and it is shown.
      </p>
    )
  const take = async (): Promise<void> => {
    setBusy(true)
    const done = await replace({ id: article.id, view })
    setBusy(false)
    if (done && taken(done, article.title)) props.onClose()
  }
  const current = shown === view
  return (
    <>
      <p className={css['line']}>
        Something missing, or too much? Look at the page read in another way. Highlights go to their words;
        the change can be undone.
      </p>
      <Segmented<SnapshotView> label="Way of reading" value={view} options={VIEWS} onChange={setView} />
      <p className={css['line']} aria-live="polite">
        {preview.data
          ? `${preview.data.words.toLocaleString('en')} words; shown now: ${(snapshot?.words ?? 0).toLocaleString('en')}${current ? '. This is how it is shown' : ''}.`
          : preview.error
            ? preview.error.message
            : 'Reading the page…'}
      </p>
      {preview.data ? (
        <Preview html={preview.data.html} article={article} label="Preview" />
      ) : (
        preview.error === null && <Skeleton lines={8} />
      )}
      <div className={css['actions']}>
        <Button variant="quiet" onClick={props.onClose}>
          Leave it as it is
        </Button>
        <Button variant="primary" disabled={busy || current || !preview.data} onClick={() => void take()}>
          Use this reading
        </Button>
      </div>
    </>
  )
}

/** Says what became of it; false: nothing was changed. */
function taken({ same, left, result }: Renewed, title: string): boolean {
  if (same) {
    showToast({ message: result.message ?? 'This reading is the one that is shown.' })
    return false
  }
  const unplaced = left.length > 0 ? `. ${plural(left.length, 'highlight')} not placed` : ''
  undoToast(`Changed how “${title}” is read${unplaced}`)
  return true
}
