/** Several highlights changed, merged or split in one action. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAnnotations } from '../../../src/core/annotations/annotations'
import { openRoom, running, withText, type Room } from './room'

let room: Room
const services = () => ({ ...createAnnotations(room), ...room.history })
let call: ReturnType<typeof services>
const go = running()

beforeEach(async () => {
  room = await openRoom()
  call = services()
})
afterEach(() => room.close())

describe('highlights changed together', () => {
  const three = async () => {
    const a = await withText(room, 'alpha beta gamma delta')
    const make = (exact: string, more = {}) =>
      call['annotations.createFromQuote']({ article: a.id, exact, ...more }, go)
    return [
      a,
      await make('alpha', { note: 'one', color: 'blue' }),
      await make('gamma', { note: 'two' }),
      await make('delta')
    ] as const
  }
  const place = (exact: string, start: number) => ({
    quote: { exact, prefix: '', suffix: '' },
    position: { start, end: start + exact.length }
  })

  it('are recoloured and tagged in one step of undo', async () => {
    const [a, x, y] = await three()
    const changed = await call['annotations.change'](
      { ids: [x.id, y.id], color: 'blue', add: ['Method / field'] },
      go
    )
    expect(changed).toEqual({ changed: 2 })
    const list = await call['annotations.list']({ article: a.id }, go)
    expect(list.map((h) => [h.color, h.tags.join()])).toEqual([
      ['blue', 'Method/field'],
      ['blue', 'Method/field'],
      ['amber', '']
    ])
    await call['history.undo']({}, go)
    expect((await call['annotations.get']({ id: y.id }, go)).tags).toEqual([])
    expect((await call['annotations.get']({ id: y.id }, go)).color).toBe('amber')
  })

  it('merge into the first, with all notes, and come back by undo', async () => {
    const [a, x, y] = await three()
    const merged = await call['annotations.merge'](
      { ids: [y.id, x.id], place: place('alpha beta gamma', 0) },
      go
    )
    expect(merged).toMatchObject({ id: x.id, color: 'blue', note: 'one\n\ntwo' })
    expect(merged.quote.exact).toBe('alpha beta gamma')
    await expect(call['annotations.get']({ id: y.id }, go)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await call['annotations.list']({ article: a.id }, go)).toHaveLength(2)
    await call['history.undo']({}, go)
    expect((await call['annotations.get']({ id: y.id }, go)).note).toBe('two')
    expect((await call['annotations.get']({ id: x.id }, go)).quote.exact).toBe('alpha')
  })

  it('split: the first part keeps the note', async () => {
    const [, x] = await three()
    const parts = await call['annotations.split']({ id: x.id, places: [place('al', 0), place('pha', 2)] }, go)
    expect(parts.map((p) => [p.quote.exact, p.note, p.color])).toEqual([
      ['al', 'one', 'blue'],
      ['pha', '', 'blue']
    ])
    await call['history.undo']({}, go)
    expect((await call['annotations.get']({ id: x.id }, go)).quote.exact).toBe('alpha')
  })

  it('of two articles are not merged', async () => {
    const [, x] = await three()
    const [, y] = await three()
    await expect(
      call['annotations.merge']({ ids: [x.id, y.id], place: place('alpha', 0) }, go)
    ).rejects.toMatchObject({ code: 'BAD_INPUT' })
  })
})
