/** A word about each thing that was saved from the browser, wherever in Carrel the person is. */
import { useEffect } from 'react'
import type { Arrival } from '#shared/contract/browser'
import { useApi } from '../api/context'
import { showToast } from '../ui/toasts'

export function useArrivals(open: (id: string) => void): void {
  const { on } = useApi()
  useEffect(
    () =>
      on('browser.saved', (arrival) => {
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

function words({ status, title, message }: Arrival): string {
  if (status === 'added') return `Saved from the browser: ${title}`
  if (status === 'duplicate') return `In your library already: ${title}`
  return `Not saved from the browser: ${title}. ${message ?? ''}`.trim()
}
