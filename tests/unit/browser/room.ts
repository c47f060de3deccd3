/** A real library with the door for browsers open, for each test a new one. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { BrowserStatus } from '#shared/contract/browser'
import type { Arrival } from '#shared/contract/events'
import type { Article } from '#shared/contract/records'
import type { Core } from '#core/app'
import { openCore } from '../cli/real-core'

export interface Room {
  core: Core
  status: BrowserStatus
  /** What the core said has arrived. */
  came: Arrival[]
  articles(): Promise<Article[]>
  /** Opens the library again, as a new start would. */
  reopen(): Promise<void>
}

export const go = { signal: new AbortController().signal, progress: () => undefined }

/** Call it once in a file: opens and closes around every test. */
export function browserRoom(): Room {
  let dir: string
  const open = async (): Promise<void> => {
    room.core = await openCore(dir)
    room.came = []
    room.core.on('arrived', (arrival) => room.came.push(arrival))
  }
  const room = {
    async articles(): Promise<Article[]> {
      const { ids } = await room.core.handlers['articles.list']({ view: { kind: 'all' }, sort: 'added' }, go)
      return Promise.all(ids.map((id) => room.core.handlers['articles.get']({ id }, go)))
    },
    async reopen(): Promise<void> {
      await room.core.close()
      await open()
    }
  } as Room
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'carrel-browser-'))
    await open()
    room.status = await room.core.handlers['browser.switch']({ on: true }, go)
  })
  afterEach(async () => {
    await room.core.close()
    await rm(dir, { recursive: true, force: true })
  })
  return room
}

const prose = (topic: string): string =>
  Array.from(
    { length: 8 },
    (_, i) =>
      `<p>Paragraph ${i + 1} about ${topic} goes on long enough to be told from a menu, with commas, and with a full stop.</p>`
  ).join('')
/** A page as a browser saves it. */
export const page = (title: string, topic: string): string =>
  `<!doctype html><html lang="en"><head><title>${title}</title></head><body><article><h1>${title}</h1>${prose(topic)}</article></body></html>`
