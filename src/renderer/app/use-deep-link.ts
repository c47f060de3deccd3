/** A link to a highlight (`#/highlight/ID`, or `carrel://highlight/ID` through the host) opens its article there. */
import { useEffect } from 'react'
import { useApi } from '../api/context'
import { useRoute } from './routes'

export function useDeepLink(): void {
  const { call, on, report } = useApi()
  const { link, open } = useRoute()
  useEffect(() => on('open.highlight', ({ id }) => useRoute.setState({ link: id })), [on])
  useEffect(() => {
    if (link === undefined) return
    call['annotations.get']({ id: link })
      .then((a) => open(a.article, { annotation: a.id }))
      .catch((error: unknown) => {
        useRoute.setState({ link: undefined })
        report(error)
      })
  }, [link, call, open, report])
}
