/**
 * Saving from the browser. Off until the person switches it on, and on for the one computer it was switched on at: the
 * library may be synchronised to others.
 */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { BrowserStatus } from '#shared/contract/browser'
import { CarrelError } from '#shared/contract/errors'
import type { CoreHandlers } from '#shared/contract/index'
import type { Store } from '#core/ports'
import { CONNECTOR_HEADERS, connectorRoutes } from './connector'
import { openDoor, type Door } from './door'
import { bookmarklet, pageRoutes } from './pages'
import { createSaver, type SaverDeps } from './save'
import { createSessions } from './sessions'

export interface BrowserDeps extends SaverDeps {
  store: Store
  /** Stands for this computer and user. */
  machine: string
  /** undefined: never opened (the command line). */
  port: number | undefined
  log(message: string, error: unknown): void
}

export interface Browser {
  handlers: Pick<CoreHandlers, Extract<keyof CoreHandlers, `browser.${string}`>>
  close(): Promise<void>
}

/** The setting as stored: per computer, by a hash of its name and the user's. */
const stored = z.record(z.string(), z.object({ on: z.boolean(), token: z.string() }))
const SETTING = 'browser'

export function createBrowser(deps: BrowserDeps): Browser {
  const { store, clock, machine, log } = deps
  const saver = createSaver(deps)
  const routes = new Map([
    ...connectorRoutes({ store, saver, sessions: createSessions() }),
    ...pageRoutes(saver, () => mine().token)
  ])
  let door: Door | undefined
  let problem: string | undefined
  // One change after the other: on and off again must not leave the door open.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work)
    last = next.catch(() => undefined) // told to whoever asked; the next in turn starts anyway
    return next
  }

  const all = (): z.infer<typeof stored> => stored.safeParse(store.get('settings', SETTING)?.value).data ?? {}
  const mine = (): { on: boolean; token: string } => all()[machine] ?? { on: false, token: '' }
  const write = async (value: { on: boolean; token: string }): Promise<void> => {
    const now = clock.now()
    const old = store.get('settings', SETTING)
    const record = {
      id: SETTING,
      rev: 0,
      n: 0,
      created: now,
      ...old,
      updated: now,
      value: { ...all(), [machine]: value }
    }
    await store.commit([{ op: 'put', collection: 'settings', record }])
  }
  const open = async (): Promise<void> => {
    if (door || deps.port === undefined || !mine().on) return
    if (store.readOnly !== undefined) {
      problem = 'This window cannot write to the library, so nothing can be saved through it.'
      return
    }
    try {
      door = await openDoor({ port: deps.port, routes, headers: CONNECTOR_HEADERS, log })
      problem = undefined
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
      problem = `Another program, Zotero perhaps, already listens at 127.0.0.1:${deps.port}. Close it, then switch this off and on.`
    }
  }
  const shut = async (): Promise<void> => {
    const was = door
    door = undefined
    problem = undefined
    await was?.close()
  }
  const status = (): BrowserStatus => {
    const { on, token } = mine()
    const address = `http://127.0.0.1:${door?.port ?? deps.port ?? 0}`
    return {
      on,
      open: door !== undefined,
      address,
      ...(problem === undefined ? {} : { problem }),
      ...(on
        ? { singleFile: { url: `${address}/singlefile`, token }, bookmarklet: bookmarklet(address, token) }
        : {})
    }
  }
  const newToken = (): string => randomBytes(24).toString('base64url')

  inTurn(open).catch((error: unknown) => {
    problem = 'The door for the browser could not be opened.'
    log('could not listen for the browser', error)
  })

  return {
    handlers: {
      'browser.status': () => inTurn(async () => status()),
      'browser.switch': ({ on }) =>
        inTurn(async () => {
          await write({ on, token: on ? mine().token || newToken() : mine().token })
          await shut()
          await open()
          return status()
        }),
      'browser.renew': () =>
        inTurn(async () => {
          if (!mine().on) throw new CarrelError('BAD_INPUT', 'Saving from the browser is switched off.')
          await write({ on: true, token: newToken() })
          return status()
        })
    },
    close: () => inTurn(shut)
  }
}
