/** A list shared as one page: what it is for, how far its reading is, and nothing from elsewhere. */
import { expect, it } from 'vitest'
import { createExchange } from '#core/exchange/exchange'
import { entryState, listProgress } from '#core/exchange/progress'
import { running } from '../services/room'
import { aHighlight, aList, anArticle, NO_ASSETS, recordsOf, T } from './library'

const workers = {
  run: () => Promise.reject(new Error('no thread is needed for a few entries')),
  close: () => Promise.resolve()
}

it('says in words how far the reading is', () => {
  const read = { words: 2200, progress: 1, read: T }
  const half = { words: 2200, progress: 0.5 }
  expect(listProgress({ due: '2026-12-12' }, [read, half])).toBe('1 of 2 read, 5 min left, due 2026-12-12')
  expect(listProgress({}, [read])).toBe('1 of 1 read')
  expect(entryState({ due: '2026-12-01' }, half)).toBe('5 min left, due 2026-12-01')
  expect(entryState(undefined, { words: 2200, progress: 0 })).toBe('10 min')
  expect(entryState(undefined, { words: 0, progress: 0 })).toBe('')
  expect(entryState({ due: '2026-12-01' }, read)).toBe('Read')
})

it('is one file without script or address, with description, sections, why-lines and states', async () => {
  const a = anArticle({ title: 'Lamps <script>', words: 2200, progress: 1, read: T })
  const b = anArticle({ title: 'Chairs', words: 2200 })
  const list = {
    ...aList('Ch. 2', [
      [a, 'First of all', 'Light'],
      [b, '', 'Rest']
    ]),
    description: 'For the **second** chapter. ![x](https://example.org/x.png) <img src=x onerror=alert(1)>',
    due: '2026-12-12'
  }
  const store = recordsOf({ articles: [a, b], annotations: [aHighlight(a, 'lit until two')], lists: [list] })
  const { handlers } = createExchange({
    store,
    workers,
    assets: NO_ASSETS,
    matches: () => Promise.resolve([]),
    ownStyle: () => Promise.resolve(undefined),
    print: () => Promise.reject(new Error('nothing is printed'))
  })
  const ask = { scope: { kind: 'list', list: list.id }, format: 'html' } as const
  const { text } = await handlers['exchange.export']({ ...ask, progress: true }, running())
  expect(text).toContain('1 of 2 read, 10 min left, due 2026-12-12')
  expect(text).toContain('For the <strong>second</strong> chapter.')
  for (const said of [
    '<h2>Light</h2>',
    '<h2>Rest</h2>',
    'First of all',
    'lit until two',
    '>Read</p>',
    '>10 min</p>'
  ])
    expect(text).toContain(said)
  expect(text).not.toMatch(/<script|<img|<iframe|<link/i)
  expect((await handlers['exchange.export'](ask, running())).text).not.toContain('1 of 2 read')
})
