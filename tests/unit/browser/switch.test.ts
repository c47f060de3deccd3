/** The door for browsers: shut at first, remembered, and told from another program's. */
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openCore } from '../cli/real-core'
import { extension } from './extension'
import { browserRoom, go } from './room'

const room = browserRoom()

describe('the switch', () => {
  it('is off at first: nothing listens and there is no token', async () => {
    const other = await mkdtemp(join(tmpdir(), 'carrel-browser-'))
    const fresh = await openCore(other)
    expect(await fresh.handlers['browser.status']({}, go)).toEqual({
      on: false,
      open: false,
      address: 'http://127.0.0.1:0'
    })
    await fresh.close()
    await rm(other, { recursive: true, force: true })
  })
  it('is remembered, and closes the door when it is turned off', async () => {
    const token = room.status.singleFile?.token
    await room.reopen()
    room.status = await room.core.handlers['browser.status']({}, go)
    expect(room.status).toMatchObject({ on: true, open: true })
    expect(room.status.singleFile?.token).toBe(token)
    expect((await room.core.handlers['browser.switch']({ on: false }, go)).open).toBe(false)
    await expect(extension(room.status.address).call('ping', {})).rejects.toThrow('ECONNREFUSED')
  })
  it('says so when another program is there already', async () => {
    const { createBrowser } = await import('#core/browser/browser')
    const zotero = createServer()
    await new Promise<void>((resolve) => zotero.listen(0, '127.0.0.1', resolve))
    const { port } = zotero.address() as { port: number }
    const records = new Map<string, unknown>()
    const store = {
      readOnly: undefined,
      notices: [],
      get: (_: string, id: string) => records.get(id),
      all: () => [].values(),
      count: () => 0,
      onCommit: () => () => undefined,
      commit: (ops: { record: { id: string } }[]) => {
        for (const { record } of ops) records.set(record.id, record)
        return Promise.resolve([])
      }
    }
    const second = createBrowser({
      store,
      port,
      clock: { now: () => '2026-01-01T00:00:00.000Z' },
      log() {}
    } as never)
    const said = await second.handlers['browser.switch']({ on: true }, go)
    expect(said).toMatchObject({ on: true, open: false })
    expect(said.problem).toContain('Zotero perhaps')
    await second.close()
    zotero.close()
  })
})
