import { describe, expect, it } from 'vitest'
import type { ListEntry } from '#shared/contract/records'
import { appendEntries, moveEntries } from '../../../src/core/lists/entries'

const added = '2026-01-01T00:00:00.000Z'
const entry = (article: string, section = '', why = ''): ListEntry => ({ article, section, why, added })
const shape = (entries: ListEntry[]): string => entries.map((e) => `${e.section}:${e.article}`).join(' ')
const list = [entry('a'), entry('b', 'One'), entry('c', 'One'), entry('d', 'Two')]

describe('appendEntries', () => {
  it('puts an article at the end of its section', () =>
    expect(shape(appendEntries(list, ['x'], { section: 'One', added }))).toBe(':a One:b One:c One:x Two:d'))
  it('opens a new section at the end', () =>
    expect(shape(appendEntries(list, ['x'], { section: 'New', added }))).toBe(':a One:b One:c Two:d New:x'))
  it('keeps those without a section before the sections', () =>
    expect(shape(appendEntries(list.slice(1), ['x'], { added }))).toBe(':x One:b One:c Two:d'))
  it('does not double, and keeps why and place', () => {
    const withWhy = [entry('a', 'One', 'because'), entry('b', 'One')]
    expect(appendEntries(withWhy, ['a'], { added: 'later' })).toEqual(withWhy)
  })
  it('moves one that changes its section', () =>
    expect(shape(appendEntries(list, ['b'], { section: 'Two', added }))).toBe(':a One:c Two:d Two:b'))
})

describe('moveEntries', () => {
  it('moves before another and joins its section', () =>
    expect(shape(moveEntries(list, ['a'], 'd'))).toBe('One:b One:c Two:a Two:d'))
  it('moves several to the end in the given order', () =>
    expect(shape(moveEntries(list, ['c', 'a'], null))).toBe('One:b Two:d Two:c Two:a'))
  it('dropped before itself stays in order', () =>
    expect(moveEntries(list, ['b', 'c'], 'b').map((e) => e.article)).toEqual(['a', 'b', 'c', 'd']))
  it('loses nothing, whatever is moved where', () => {
    for (const before of ['a', 'b', 'c', 'd', 'zz', null])
      for (const moved of [['a'], ['b', 'd'], ['d', 'a', 'c'], ['a', 'b', 'c', 'd'], ['zz']])
        expect(
          moveEntries(list, moved, before)
            .map((e) => e.article)
            .sort()
        ).toEqual(['a', 'b', 'c', 'd'])
  })
})
