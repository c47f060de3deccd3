/** The door over a stand-in for ipcMain; tests/contract runs the same code in real Electron. */
import { EventEmitter } from 'node:events'
import type { IpcMain, WebContents } from 'electron'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Transport } from '#shared/rpc/protocol'
import { openDoor, type IpcDoor } from '../../../src/main/ipc'

const OURS = 'app://carrel/index.html'

class FakeContents extends EventEmitter {
  readonly sent: unknown[][] = []
  send(...args: unknown[]): void {
    this.sent.push(args)
  }
  isDestroyed(): boolean {
    return false
  }
}

let ipc: EventEmitter
let contents: FakeContents
let door: IpcDoor
let transports: Transport[]
let heard: unknown[]
let closed: number
let refused: string[]

const frame = (url = OURS, parent: object | null = null): object => ({ url, parent })
const say = (page: unknown, message: unknown, from: object | null = frame(), sender = contents): void =>
  void ipc.emit('carrel', { sender, senderFrame: from }, page, message)

beforeEach(() => {
  ipc = new EventEmitter()
  contents = new FakeContents()
  transports = []
  heard = []
  refused = []
  closed = 0
  door = openDoor(
    ipc as unknown as IpcMain,
    (transport) => {
      transports.push(transport)
      transport.onMessage((message) => heard.push(message))
      transport.onClose(() => closed++)
    },
    (message) => refused.push(message)
  )
  door.admit(contents as unknown as WebContents)
})

describe('the door', () => {
  it('hears our page and answers it', () => {
    say('p1', 'hello')
    say('p1', 'again')
    expect(heard).toEqual(['hello', 'again'])
    expect(transports).toHaveLength(1)
    transports[0]?.send({ t: 'cancel', id: 1 })
    expect(contents.sent).toEqual([['carrel', 'p1', { t: 'cancel', id: 1 }]])
  })

  it.each([
    ['another window', () => say('p', 'x', frame(), new FakeContents())],
    ['a frame', () => say('p', 'x', frame(OURS, {}))],
    ['another origin', () => say('p', 'x', frame('https://carrel/index.html'))],
    ['another host of our scheme', () => say('p', 'x', frame('app://other/index.html'))],
    ['a page without an address', () => say('p', 'x', frame('about:blank'))],
    ['a frame that is gone', () => say('p', 'x', null)],
    ['a page that is not named', () => say(7, 'x')]
  ])('refuses %s', (_name, attack) => {
    attack()
    expect(transports).toEqual([])
    expect(refused).toHaveLength(1)
  })

  it('takes a reload for a new page: the old one is closed and neither hears nor is heard', () => {
    say('p1', 'one')
    say('p2', 'two')
    expect(closed).toBe(1)
    transports[0]?.send({ t: 'cancel', id: 1 })
    expect(contents.sent).toEqual([])
    say('p1', 'late')
    expect(heard).toEqual(['one', 'two'])
    expect(refused).toEqual(['refused a message: no such page'])
  })

  it('closes when the page crashes, when the window goes, and when asked to', () => {
    say('p1', 'x')
    contents.emit('render-process-gone')
    expect(closed).toBe(1)
    say('p2', 'x')
    door.closeAll()
    expect(closed).toBe(2)
    say('p3', 'x')
    contents.emit('destroyed')
    expect(closed).toBe(3)
    say('p4', 'x')
    expect(refused.at(-1)).toContain('not from a window of ours')
  })

  it('keeps what is said before anyone listens', () => {
    ipc.removeAllListeners()
    let transport: Transport | undefined
    const slow = openDoor(
      ipc as unknown as IpcMain,
      (t) => (transport = t),
      () => undefined
    )
    slow.admit(contents as unknown as WebContents)
    say('p1', 'first')
    say('p1', 'second')
    const late: unknown[] = []
    transport?.onMessage((message) => late.push(message))
    say('p1', 'third')
    expect(late).toEqual(['first', 'second', 'third'])
  })
})
