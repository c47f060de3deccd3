/** The page as it was saved, with its own looks: in a frame where nothing runs and nothing can be asked for. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Article } from '#shared/contract/records'
import { useApi } from '../../../api/context'
import { Button } from '../../../ui/button'
import { Skeleton } from '../../../ui/skeleton'
import css from './versions.module.css'

export function OriginalView(props: { article: Article }): ReactNode {
  const { article } = props
  const { call, capabilities, report } = useApi()
  const snapshot = article.snapshots.at(-1)
  const original = useQuery({
    queryKey: ['original', article.id, snapshot?.source],
    queryFn: () => call['capture.original']({ id: article.id }),
    retry: false,
    staleTime: Infinity
  })
  if (original.error) return <p className={css['line']}>{original.error.message}</p>
  if (!original.data) return <Skeleton lines={8} />
  const { page, file, bytes } = original.data
  if (page === undefined)
    return (
      <>
        <p className={css['line']}>
          The file as it was added ({sizeOf(bytes)}) is kept in the library folder, and opens in the program
          it was made for: <span className={css['path']}>assets/{file}</span>
        </p>
        {capabilities.canShowInFolder && (
          <Button onClick={() => void call['host.showLibrary']({}).catch(report)}>
            Show the library folder
          </Button>
        )}
      </>
    )
  return (
    <>
      <p className={css['line']}>
        As it was saved ({sizeOf(bytes)}). Its scripts do not run, and nothing is loaded.
      </p>
      <iframe
        className={css['frame']}
        src={`asset/${page}`}
        // Not even the same origin would let it run anything: scripts are not allowed.
        sandbox="allow-same-origin"
        title={`The saved original of ${article.title}`}
      />
    </>
  )
}

function sizeOf(bytes: number): string {
  return bytes >= 1 << 20
    ? `${(bytes / (1 << 20)).toFixed(1)} MB`
    : `${Math.max(1, Math.round(bytes / 1024))} KB`
}
