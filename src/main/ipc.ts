/**
 * The Transport over Electron's IPC: one channel, one transport per load of the page. A message is heard only
 * when it comes from a window of ours, from its main frame, and from our own origin; all else is refused.
 */
import type { IpcMain, IpcMainEvent, WebContents } from 'electron'
import type { Frame, Transport } from '#shared/rpc/protocol'
import { isOurs } from './origin'

const CHANNEL = 'carrel'
/** A page asks for a handful of things before its first answer. */
const MOST_EARLY = 1000

interface Page {
  readonly id: string
  readonly hear: ((message: unknown) => void)[]
  /** Said before anyone listened: the page may be quicker than the library. */
  readonly early: unknown[]
  readonly closers: (() => void)[]
}

export interface IpcDoor {
  /** Lets the page of this window speak. */
  admit(contents: WebContents): void
  /** Cuts every page off, as before another library is opened. */
  closeAll(): void
}

/** Opens the door. `onConnection` gets the transport of each page that begins to speak. */
export function openDoor(
  ipc: IpcMain,
  onConnection: (transport: Transport, contents: WebContents) => void,
  log: (message: string) => void
): IpcDoor {
  /** Admitted windows and the page each shows; undefined: none has spoken yet. */
  const pages = new Map<WebContents, Page | undefined>()
  const gone = new Set<string>()

  function retire(contents: WebContents): void {
    const page = pages.get(contents)
    if (!page) return
    pages.set(contents, undefined)
    gone.add(page.id)
    for (const close of page.closers) close()
  }

  function connect(contents: WebContents, id: string): Page {
    retire(contents)
    const page: Page = { id, hear: [], early: [], closers: [] }
    pages.set(contents, page)
    onConnection(
      {
        send: (frame: Frame) => {
          if (pages.get(contents) === page && !contents.isDestroyed()) contents.send(CHANNEL, id, frame)
        },
        onMessage: (listener) => {
          page.hear.push(listener)
          for (const message of page.early.splice(0)) listener(message)
        },
        onClose: (listener) => void page.closers.push(listener)
      },
      contents
    )
    return page
  }

  ipc.on(CHANNEL, (event: IpcMainEvent, id: unknown, message: unknown) => {
    const refusal = whyRefused(event, pages)
    if (refusal !== undefined) return log(`refused a message: ${refusal}`)
    if (typeof id !== 'string' || id.length > 100 || gone.has(id))
      return log('refused a message: no such page')
    const known = pages.get(event.sender)
    const page = known?.id === id ? known : connect(event.sender, id)
    if (page.hear.length > 0) for (const listener of page.hear) listener(message)
    else if (page.early.length < MOST_EARLY) page.early.push(message)
  })

  return {
    admit(contents) {
      pages.set(contents, undefined)
      contents.on('render-process-gone', () => retire(contents))
      contents.once('destroyed', () => {
        retire(contents)
        pages.delete(contents)
      })
    },
    closeAll() {
      for (const contents of pages.keys()) retire(contents)
    }
  }
}

function whyRefused(event: IpcMainEvent, pages: ReadonlyMap<WebContents, unknown>): string | undefined {
  // senderFrame is null (and reading it may throw) once the frame is gone: then nobody waits for an answer.
  const frame = event.senderFrame
  if (!frame) return 'its frame is gone'
  if (!pages.has(event.sender)) return `not from a window of ours (${frame.url})`
  if (frame.parent !== null) return `not from the main frame (${frame.url})`
  if (!isOurs(frame.url)) return `not from our origin (${frame.url})`
  return undefined
}
