/** Making the file of the export dialogue one that is kept up to date. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { CarrelError } from '#shared/contract/errors'
import type { ExportScope, RememberedExport } from '#shared/contract/exchange'
import { useApi } from '../../api/context'
import { optionsOf } from './run'

export interface Keeping {
  /** Such a file can be kept: what is exported changes by itself. */
  possible: boolean
  on: boolean
  path: string
  error: string | undefined
  /** A file is there already, and may be written over on being told so. */
  taken: boolean
  set(on: boolean): void
  setPath(path: string): void
  /** Answers whether it is kept now; if not, `error` says why. */
  keep(): Promise<boolean>
}

export function useKeeping(scope: ExportScope, choice: RememberedExport, wanted: boolean): Keeping {
  const { call } = useApi()
  const living = scope.kind === 'articles' ? undefined : scope
  const [on, set] = useState(wanted && living !== undefined)
  const [typed, setTyped] = useState<string>()
  const [refused, setRefused] = useState<{ why: string; taken: boolean; path: string }>()
  const { format } = choice
  const suggested = useQuery({
    queryKey: ['keep-suggest', living, format],
    queryFn: () => (living ? call['keep.suggest']({ scope: living, options: { format } }) : { path: '' }),
    enabled: on && living !== undefined,
    gcTime: 0
  }).data?.path
  const path = typed ?? suggested ?? ''
  const still = refused?.path === path ? refused : undefined
  return {
    possible: living !== undefined,
    on,
    path,
    error: still?.why,
    taken: still?.taken === true,
    set,
    setPath: setTyped,
    async keep() {
      if (living === undefined) return false
      try {
        const replace = still?.taken === true
        await call['keep.add']({ scope: living, options: optionsOf(choice), path, replace })
        return true
      } catch (error) {
        if (!(error instanceof CarrelError)) throw error
        setRefused({ why: error.message, taken: error.code === 'CONFLICT', path })
        return false
      }
    }
  }
}
