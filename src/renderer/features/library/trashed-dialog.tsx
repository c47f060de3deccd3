/** Highlights, notes and reading lists in the trash, each with its way back. Articles are in the trash's own list. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { TrashedItem } from '#shared/contract/library'
import { useApi } from '../../api/context'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Skeleton } from '../../ui/skeleton'
import { undoToast } from '../../ui/undo-toast'
import css from './trashed-dialog.module.css'

const KEY = ['trash', 'items'] as const
const KINDS: Record<TrashedItem['kind'], string> = {
  annotations: 'Highlight',
  notes: 'Note',
  lists: 'Reading list'
}

export function TrashedDialog(props: {
  onClose(): void
  returnFocus(): HTMLElement | null
  onEmpty(): void
}): ReactNode {
  const { call, report } = useApi()
  const queries = useQueryClient()
  const items = useQuery({
    queryKey: KEY,
    queryFn: () => call['library.trashed']({}),
    staleTime: 0,
    refetchOnMount: 'always'
  }).data
  const restore = ({ kind, id }: TrashedItem): void => {
    call['library.untrash']({ kind, id }).then(async () => {
      undoToast(`Restored the ${KINDS[kind].toLowerCase()}`)
      await queries.invalidateQueries({ queryKey: KEY })
    }, report)
  }
  return (
    <Dialog
      open
      title="Highlights, notes and lists in the trash"
      onClose={props.onClose}
      returnFocus={props.returnFocus}
      actions={
        <Button danger onClick={props.onEmpty}>
          Empty trash…
        </Button>
      }
    >
      {items === undefined ? (
        <Skeleton />
      ) : items.length === 0 ? (
        <p>None. What you delete stays here until the trash is emptied; articles have a list of their own.</p>
      ) : (
        <ul className={css['items']}>
          {items.map((item) => (
            <li key={item.id} className={css['item']}>
              <div className={css['words']}>
                <span className={css['kind']}>
                  {KINDS[item.kind]}
                  {item.article !== undefined && ` · ${item.article}`}
                </span>
                <span dir="auto">{item.title}</span>
              </div>
              <Button
                variant="quiet"
                aria-label={`Restore ${KINDS[item.kind].toLowerCase()}: ${item.title}`}
                onClick={() => restore(item)}
              >
                Restore
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}
