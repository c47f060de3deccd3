import { describe, expect, it } from 'vitest'
import type { Annotation } from '#shared/contract/records'
import { highlightsAsMarkdown } from '../../../src/renderer/features/reader/highlights-view/as-markdown'
import {
  filterHighlights,
  firstOf,
  groupHighlights
} from '../../../src/renderer/features/reader/highlights-view/groups'

const make = (id: string, article: string, more: Partial<Annotation> = {}): Annotation => ({
  id,
  rev: 0,
  n: 0,
  created: '2026-03-02T12:00:00.000Z',
  updated: '2026-03-02T12:00:00.000Z',
  article,
  text: '',
  quote: { exact: `words of ${id}`, prefix: '', suffix: '' },
  position: { start: 10, end: 20 },
  color: 'amber',
  note: '',
  tags: [],
  ...more
})
const all = [
  make('c', 'two', { color: 'rose', tags: ['b'], created: '2026-03-03T12:00:00.000Z' }),
  make('b', 'one', { position: { start: 50, end: 60 }, note: 'Café', tags: ['a', 'b'] }),
  make('a', 'one')
]
const none = { colors: new Set<never>(), text: '', notes: 'any' as const }

describe('the page of highlights', () => {
  it('filters by words of the quotation, note, tags and article, blind to accents, and by notes', () => {
    const ids = (filter: object) =>
      filterHighlights(all, { ...none, ...filter }, (id) => (id === 'two' ? 'Lamps' : '')).map((a) => a.id)
    expect(ids({ text: 'cafe words' })).toEqual(['b'])
    expect(ids({ text: 'lamps' })).toEqual(['c'])
    expect(ids({ notes: 'with' })).toEqual(['b'])
    expect(ids({ notes: 'without', colors: new Set(['rose']) })).toEqual(['c'])
  })

  it('groups by article in text order, colour, tag, list and day', () => {
    const shape = (by: Parameters<typeof groupHighlights>[1]) =>
      groupHighlights(all, by, [{ name: 'Ch. 1', articles: new Set(['one']) }], new Date('2026-03-09')).map(
        (g) => [g.name, g.annotations.map((a) => a.id).join('')]
      )
    expect(shape('article')).toEqual([
      ['two', 'c'],
      ['one', 'ab']
    ])
    expect(shape('color')).toEqual([
      ['Amber', 'ba'],
      ['Rose', 'c']
    ])
    expect(shape('tag')).toEqual([
      ['a', 'b'],
      ['b', 'cb'],
      ['Without a tag', 'a']
    ])
    expect(shape('list')).toEqual([
      ['Ch. 1', 'ba'],
      ['On no list', 'c']
    ])
    expect(shape('day')).toEqual([
      ['3 Mar', 'c'],
      ['2 Mar', 'ba']
    ])
  })

  it('shows a first part of many', () => {
    const groups = groupHighlights(all, 'article')
    expect(firstOf(groups, 2).map((g) => g.annotations.length)).toEqual([1, 1])
  })

  it('copies as Markdown in which words stay words', () => {
    const odd = make('x', 'one', {
      quote: { exact: 'a *b*\nc', prefix: '', suffix: '' },
      note: '*mine*',
      tags: ['t']
    })
    expect(
      highlightsAsMarkdown([{ name: 'A <b> title', annotations: [odd] }], () => ({
        title: 'T',
        authors: [{ family: 'Roe' }],
        issued: '1903'
      }))
    ).toBe('## A \\<b\\> title\n\n> a \\*b\\*\n>\n> c (Roe 1903)\n\n*mine*\n\n#t\n')
  })
})
