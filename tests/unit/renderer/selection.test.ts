import { describe, expect, it } from 'vitest'
import {
  NOTHING,
  range,
  settle,
  step,
  targetsOf,
  toggle
} from '../../../src/renderer/features/library/selection'

const ids = ['a', 'b', 'c', 'd', 'e']
const at = (cursor: string) => ({ ...NOTHING, cursor, anchor: cursor })

describe('the cursor of the list', () => {
  it('starts at an end and stays inside', () => {
    expect(step(ids, NOTHING, 1, false).cursor).toBe('a')
    expect(step(ids, NOTHING, -1, false).cursor).toBe('e')
    expect(step(ids, at('e'), 1, false).cursor).toBe('e')
    expect(step(ids, at('c'), -Infinity, false).cursor).toBe('a')
    expect(step([], NOTHING, 1, false)).toBe(NOTHING)
  })

  it('extends from the anchor, and shrinks back over it', () => {
    const two = step(ids, at('b'), 1, true)
    expect([...two.selected]).toEqual(['b', 'c'])
    const one = step(ids, two, -1, true)
    expect([...one.selected]).toEqual(['b'])
    expect([...step(ids, one, -1, true).selected]).toEqual(['a', 'b'])
  })

  it('selects ranges both ways and toggles single rows', () => {
    expect([...range(ids, at('d'), 'b').selected]).toEqual(['b', 'c', 'd'])
    expect([...toggle(toggle(NOTHING, 'b'), 'b').selected]).toEqual([])
    expect([...range(ids, { ...at('gone') }, 'c').selected]).toEqual(['c'])
  })

  it('moves to the row that took the place of one that went', () => {
    const left = ['a', 'b', 'd', 'e']
    expect(settle(ids, left, at('c')).cursor).toBe('d')
    expect(settle(ids, ['a', 'b', 'c', 'd'], at('e')).cursor).toBe('d')
    expect(settle(ids, [], at('e')).cursor).toBeUndefined()
    expect([...settle(ids, left, { ...at('a'), selected: new Set(['a', 'c']) }).selected]).toEqual(['a'])
    const same = at('a')
    expect(settle(ids, left, same)).toBe(same)
  })

  it('says what an action is meant for', () => {
    expect(targetsOf({ ...at('a'), selected: new Set(['b', 'c']) }, 'reader', 'e')).toEqual(['b', 'c'])
    expect(targetsOf(at('a'), 'list', 'e')).toEqual(['a'])
    expect(targetsOf(at('a'), 'reader', 'e')).toEqual(['e'])
    expect(targetsOf(NOTHING, undefined, undefined)).toEqual([])
  })
})
