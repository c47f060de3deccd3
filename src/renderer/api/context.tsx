/** The connection to the core, for every component below it. */
import { createContext, useCallback, useContext, useSyncExternalStore, type ReactNode } from 'react'
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import type { CarrelClient } from '#shared/contract/index'
import type { Capabilities } from '#shared/contract/host'
import { CarrelError } from '#shared/contract/errors'
import type { Events } from '#shared/contract/events'
import type { UnsavedEdits, UnsavedState } from './unsaved'

export interface Api {
  readonly call: CarrelClient
  readonly capabilities: Capabilities
  /** Edits that are not on the disk yet. */
  readonly unsaved: UnsavedEdits
  on<E extends keyof Events>(name: E, listener: (value: Events[E]) => void): () => void
  /** Shows the person that something did not work. */
  report(error: unknown): void
}

const ApiContext = createContext<Api | undefined>(undefined)

export function ApiProvider(props: { api: Api; queryClient: QueryClient; children: ReactNode }): ReactNode {
  return (
    <QueryClientProvider client={props.queryClient}>
      <ApiContext.Provider value={props.api}>{props.children}</ApiContext.Provider>
    </QueryClientProvider>
  )
}

export function useApi(): Api {
  const api = useContext(ApiContext)
  if (!api) throw new Error('useApi outside ApiProvider')
  return api
}

/** What is on its way to the disk, and whether the disk refuses. */
export function useUnsaved(): UnsavedState {
  const { unsaved } = useApi()
  return useSyncExternalStore(unsaved.subscribe, unsaved.state)
}

type Method = keyof CarrelClient
type Input<M extends Method> = Parameters<CarrelClient[M]>[0]
type Output<M extends Method> = Awaited<ReturnType<CarrelClient[M]>>

/**
 * A method as a function for event handlers: failures are shown to the person and answered with undefined, so a
 * handler can stop there. Being cancelled is not a failure.
 */
export function useCall<M extends Method>(method: M): (input: Input<M>) => Promise<Output<M> | undefined> {
  const api = useApi()
  return useCallback(
    (input: Input<M>): Promise<Output<M> | undefined> => {
      const invoke = api.call[method] as unknown as (input: Input<M>) => Promise<Output<M>>
      return invoke(input).catch((error: unknown) => {
        if (!(error instanceof CarrelError && error.code === 'CANCELLED')) api.report(error)
        return undefined
      })
    },
    [api, method]
  )
}
