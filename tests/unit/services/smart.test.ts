import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSmart } from '#core/smart/smart'
import { createHistory } from '#core/history/history'
import { openLibrary, type OpenLibrary } from '#core/store/open-library'
import { makeId } from '#shared/domain/ids'
import { mkdtempSync, rmSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const clock = { now: () => '2024-05-01T10:00:00.000Z' }
const newId = (): string => makeId(Date.now(), randomBytes(8))
const running = { signal: new AbortController().signal, progress: () => {} }
let dir = ''
let library: OpenLibrary

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'carrel-smart-'))
  library = await openLibrary({ dir, clock, newId })
})
afterEach(async () => {
  await library.close()
  rmSync(dir, { recursive: true, force: true })
})

const services = (): {
  smart: ReturnType<typeof createSmart>
  history: ReturnType<typeof createHistory>['handlers']
} => {
  const history = createHistory({ store: library.store, clock, newId })
  const smart = createSmart({ store: library.store, actions: history.actions, clock, newId })
  return { smart, history: history.handlers }
}

describe('smart lists', () => {
  it('are saved, changed, deleted, each undone, and outlive a restart', async () => {
    const { smart, history } = services()
    const names = async (): Promise<string[]> => (await smart['smart.list']({}, running)).map((s) => s.name)
    const { id } = await smart['smart.create']({ name: 'Unread', query: 'is:unread' }, running)
    await smart['smart.change']({ id, name: 'Not read' }, running)
    expect(await names()).toEqual(['Not read'])
    await history['history.undo']({}, running)
    expect(await names()).toEqual(['Unread'])
    await smart['smart.remove']({ id }, running)
    expect(await names()).toEqual([])
    await history['history.undo']({}, running)
    expect(await names()).toEqual(['Unread'])
    await library.close()
    library = await openLibrary({ dir, clock, newId })
    expect([...library.store.all('smart')].map((s) => s.query)).toEqual(['is:unread'])
  })

  it('have names of their own', async () => {
    const { smart } = services()
    await smart['smart.create']({ name: 'Unread', query: 'is:unread' }, running)
    await expect(smart['smart.create']({ name: 'unread', query: 'x' }, running)).rejects.toMatchObject({
      code: 'CONFLICT'
    })
  })
})
