/** Starts the page: the connection, what the host can do, then the shell. */
import { QueryClient } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { CarrelError } from '#shared/contract/errors'
import { events } from '#shared/contract/events'
import { contract } from '#shared/contract/index'
import { createClient } from '#shared/rpc/client'
import { ApiProvider, type Api } from '../api/context'
import { invalidateOn } from '../api/invalidate'
import { UnsavedEdits, keepingClient } from '../api/unsaved'
import { connect } from '../api/transport'
import '../styles/fonts.css'
import '../styles/tokens.css'
import '../styles/base.css'
import '../styles/print-page.css'
import { UiRoot } from '../ui/root'
import { showToast } from '../ui/toasts'
import { followAddress } from './routes'
import { guardLeaving } from './save-sign'
import { Shell } from './shell'
import { StartFailed } from './start-failed'

const root = createRoot(document.getElementById('app') ?? document.body)

/** The sentence of an error, for people. */
function report(error: unknown): void {
  if (error instanceof CarrelError && error.code === 'CANCELLED') return
  if (!(error instanceof CarrelError)) console.error(error)
  const message = error instanceof Error ? error.message : 'Something did not work. Nothing was lost.'
  showToast({ message, kind: 'error' })
}

async function start(): Promise<void> {
  const client = createClient(contract, events, await connect())
  const queryClient = new QueryClient({
    // The core tells what changed; nothing has to be asked again on a guess.
    defaultOptions: {
      queries: { staleTime: Infinity, retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
      mutations: { networkMode: 'always' }
    }
  })
  client.on('changed', (changed) => invalidateOn(queryClient, changed))
  const unsaved = new UnsavedEdits((method, input) =>
    (client.call as unknown as Record<string, (input: unknown) => Promise<unknown>>)[method]!(input)
  )
  guardLeaving(unsaved)
  const api: Api = {
    call: keepingClient(client.call, unsaved),
    unsaved,
    // The same events, named by one map in two forms.
    on: client.on as Api['on'],
    capabilities: await client.call['host.capabilities']({}),
    report
  }
  addEventListener('unhandledrejection', (event) => {
    event.preventDefault()
    report(event.reason)
  })
  client.onClose(() =>
    showToast({
      kind: 'error',
      message: 'Carrel has stopped. Everything confirmed is saved; start it again and reload this page.',
      action: { label: 'Reload', run: () => location.reload() }
    })
  )
  followAddress()
  root.render(
    <StrictMode>
      <ApiProvider api={api} queryClient={queryClient}>
        <UiRoot>
          <Shell />
        </UiRoot>
      </ApiProvider>
    </StrictMode>
  )
}

start().catch((error: unknown) => {
  console.error(error)
  root.render(<StartFailed reason={error instanceof Error ? error.message : String(error)} />)
})
