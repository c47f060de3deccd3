/** Speaks the contract from a test, through the page's own door: for preparing a library and for attacks. */
import type { Page } from '@playwright/test'
import { contract, type CarrelClient } from '#shared/contract/index'
import { events } from '#shared/contract/events'
import { createClient } from '#shared/rpc/client'
import type { Frame, Transport } from '#shared/rpc/protocol'

/** In Electron the bridge is shared with the page's own client, which counts its calls from 1. */
const FIRST_ID = 1_000_000_000

interface Bridge {
  send(frame: unknown): void
  onMessage(listener: (message: unknown) => void): void
}
interface PageWindow {
  carrelBridge?: Bridge
  carrelTestSend(frame: unknown): void
  carrelTestHear(message: unknown): void
}

/** The function in the page is for good, so what it reaches is kept per page: the transport made last. */
const hearing = new WeakMap<Page, (message: Record<string, unknown>) => void>()

export async function pageTransport(page: Page): Promise<Transport> {
  const listeners: ((message: unknown) => void)[] = []
  const known = hearing.has(page)
  hearing.set(page, (message) => {
    const id = message['id']
    if (typeof id === 'number' && id < FIRST_ID) return
    const own = typeof id === 'number' ? { ...message, id: id - FIRST_ID } : message
    for (const listener of listeners) listener(own)
  })
  if (!known)
    await page.exposeFunction('carrelTestHear', (message: Record<string, unknown>) =>
      hearing.get(page)?.(message)
    )
  await page.evaluate(async () => {
    const page = window as unknown as PageWindow
    const hear = (message: unknown): void => page.carrelTestHear(message)
    if (page.carrelBridge) {
      page.carrelTestSend = page.carrelBridge.send
      page.carrelBridge.onMessage(hear)
      return
    }
    const socket = new WebSocket(location.origin.replace(/^http/, 'ws'))
    socket.onmessage = (event: MessageEvent<string>) => hear(JSON.parse(event.data))
    await new Promise((resolve, reject) => {
      socket.onopen = resolve
      socket.onerror = reject
    })
    page.carrelTestSend = (frame) => socket.send(JSON.stringify(frame))
  })
  return {
    send: (frame: Frame) => {
      // An attack may send anything at all.
      const id: unknown = (frame as Partial<Record<string, unknown>> | null)?.['id']
      const out = typeof id === 'number' ? { ...frame, id: id + FIRST_ID } : frame
      void page.evaluate((f) => (window as unknown as PageWindow).carrelTestSend(f), out)
    },
    onMessage: (listener) => void listeners.push(listener),
    onClose: (listener) => void page.once('close', () => listener())
  }
}

/** A client of the whole contract; once per page load. */
export async function openClient(page: Page): Promise<CarrelClient> {
  return createClient(contract, events, await pageTransport(page)).call
}
