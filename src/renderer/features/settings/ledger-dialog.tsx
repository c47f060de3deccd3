/** What left this computer: every request that Carrel made to the web. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { LEDGER_MOST, type WebRequest } from '#shared/contract/ledger'
import { useApi } from '../../api/context'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Skeleton } from '../../ui/skeleton'
import css from './ledger.module.css'

const KEY = ['ledger'] as const
/** A long list is shown in steps. */
const STEP = 100
const WHY: Record<WebRequest['why'], string> = {
  page: 'Page to save',
  image: 'Image of a page',
  details: 'Details of an article'
}

export function LedgerDialog(props: { onClose(): void; returnFocus(): HTMLElement | null }): ReactNode {
  const { call, report } = useApi()
  const queries = useQueryClient()
  const [shown, setShown] = useState(STEP)
  const requests = useQuery({
    queryKey: KEY,
    queryFn: () => call['ledger.list']({}),
    staleTime: 0,
    refetchOnMount: 'always'
  }).data
  const clear = (): void => {
    call['ledger.clear']({}).then(() => queries.invalidateQueries({ queryKey: KEY }), report)
  }
  return (
    <Dialog
      open
      title="What left this computer"
      onClose={props.onClose}
      returnFocus={props.returnFocus}
      actions={
        <Button disabled={requests === undefined || requests.length === 0} onClick={clear}>
          Clear
        </Button>
      }
    >
      <p className={css['text']}>
        Carrel goes to the web only to save an address that you give it, with the images of that page, and to
        look up details when you ask for that. Each request stands here, the newest first; the last{' '}
        {LEDGER_MOST.toLocaleString('en')} are kept, in this library only.
      </p>
      {requests === undefined ? (
        <Skeleton />
      ) : requests.length === 0 ? (
        <p className={css['text']} role="status">
          Nothing has left this computer.
        </p>
      ) : (
        <>
          <ul className={css['items']} aria-label="Requests">
            {requests.slice(0, shown).map((request, i) => (
              <li key={i} className={css['item']}>
                <span className={css['url']} dir="ltr">
                  {request.url}
                </span>
                <span className={css['facts']}>
                  {WHY[request.why]} · {new Date(request.at).toLocaleString('en')} · {outcome(request)}
                </span>
              </li>
            ))}
          </ul>
          {requests.length > shown && (
            <Button onClick={() => setShown(shown + STEP)}>
              Show {Math.min(STEP, requests.length - shown)} more of {requests.length.toLocaleString('en')}
            </Button>
          )}
        </>
      )}
    </Dialog>
  )
}

function outcome(request: WebRequest): string {
  if (request.outcome === 'answered') return `${request.bytes.toLocaleString('en')} bytes came`
  if (request.outcome === 'redirected') return 'sent on to the address above'
  return `${request.outcome === 'failed' ? 'failed' : 'not sent'}: ${request.message ?? ''}`
}
