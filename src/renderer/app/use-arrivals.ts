/** A word about each thing that came in by itself, wherever in Carrel the person is. */
import { useEffect } from 'react'
import type { Arrival } from '#shared/contract/events'
import { useApi } from '../api/context'
import { showToast } from '../ui/toasts'

export function useArrivals(open: (id: string) => void): void {
  const { on } = useApi()
  useEffect(
    () =>
      on('arrived', (arrival) => {
        const { id } = arrival
        showToast({
          message: words(arrival),
          kind: arrival.status === 'failed' ? 'error' : 'info',
          action: id === undefined ? undefined : { label: 'Open', run: () => open(id) }
        })
      }),
    [on, open]
  )
}

function words({ from, status, title, message }: Arrival): string {
  const where = from === 'browser' ? 'from the browser' : 'from the watched folder'
  if (status === 'added') return `Saved ${where}: ${title}`
  if (status === 'duplicate') return `In your library already: ${title}`
  return `Not saved ${where}: ${title}. ${message ?? ''}`.trim()
}
