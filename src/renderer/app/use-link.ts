/** Opening an address outside of Carrel, the way this host can. */
import { useCallback } from 'react'
import { useApi } from '../api/context'

export function useLink(): (url: string) => void {
  const { call, capabilities, report } = useApi()
  return useCallback(
    (url) => {
      if (capabilities.links === 'host') call['host.openExternal']({ url }).catch(report)
      // The scheme is checked here as the host would: an article's link must not become script.
      else if (/^(https?|mailto):/i.test(url)) window.open(url, '_blank', 'noopener,noreferrer')
    },
    [call, capabilities, report]
  )
}
