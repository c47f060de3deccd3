import { describe as suite, expect, it } from 'vitest'
import type { Annotation } from '#shared/contract/records'
import { describe } from '#shared/domain/anchor'
import { highlightAt, neighbour, placeAll } from '../../../src/renderer/features/reader/highlights/placement'

const text = 'The reading room opened early that winter, and every lamp was lit.\nNobody had asked for it.'
const time = '2026-11-03T10:00:00.000Z'

function highlight(id: string, exact: string, over: Partial<Annotation> = {}): Annotation {
  const start = text.indexOf(exact)
  const selectors = describe(text, start, start + exact.length)
  if (!selectors) throw new Error('nothing to highlight')
  return {
    id,
    rev: 0,
    n: 0,
    created: time,
    updated: time,
    article: 'a',
    text: 't',
    color: 'amber',
    note: '',
    tags: [],
    ...selectors,
    ...over
  }
}

suite('placeAll', () => {
  it('answers in text order and lists what finds no place', () => {
    const lost = {
      ...highlight('lost', 'winter'),
      quote: { exact: 'a sentence that stands nowhere', prefix: 'zz', suffix: 'yy' }
    }
    const { placed, unplaced } = placeAll(text, [
      highlight('b', 'every lamp'),
      lost,
      highlight('a', 'opened')
    ])
    expect(placed.map((p) => p.annotation.id)).toEqual(['a', 'b'])
    expect(placed.map((p) => text.slice(p.start, p.end))).toEqual(['opened', 'every lamp'])
    expect(unplaced.map((a) => a.id)).toEqual(['lost'])
  })
})

suite('highlightAt and neighbour', () => {
  const { placed } = placeAll(text, [
    highlight('outer', 'room opened early that winter'),
    highlight('inner', 'early'),
    highlight('last', 'Nobody')
  ])
  it('takes the innermost of nested highlights', () => {
    expect(highlightAt(placed, text.indexOf('early') + 1)?.annotation.id).toBe('inner')
    expect(highlightAt(placed, text.indexOf('opened'))?.annotation.id).toBe('outer')
    expect(highlightAt(placed, 0)).toBeUndefined()
  })
  it('steps through them and around the ends', () => {
    const step = (id: string | undefined, by: 1 | -1, offset = 0): string | undefined =>
      neighbour(placed, { id, offset }, by)?.annotation.id
    expect([step('outer', 1), step('inner', 1), step('last', 1)]).toEqual(['inner', 'last', 'outer'])
    expect(step('outer', -1)).toBe('last')
    expect(step(undefined, 1, text.indexOf('Nobody'))).toBe('last')
    expect(step(undefined, -1, 0)).toBe('last')
    expect(neighbour([], { id: undefined, offset: 0 }, 1)).toBeUndefined()
  })
})
