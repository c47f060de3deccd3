import { describe, expect, it } from 'vitest'
import type { Hit } from '#shared/contract/search'
import { entryGroups, parseQuery, type Runs } from '../../../src/renderer/app/palette-entries'
import { excerpt } from '../../../src/renderer/features/search/marked'

const hit = (over: Partial<Hit>): Hit => ({
  id: 'a',
  title: 'The Ph.D. Octopus',
  authors: 'William James',
  issued: '1903-03',
  field: 'title',
  text: 'The Ph.D. Octopus',
  ranges: [[10, 17]],
  score: 1,
  ...over
})
const nothing: Runs = { hit() {}, command() {}, tag() {}, list() {} }
const commands = [
  { id: 'x.archive', title: 'Archive', group: 'Articles', run() {} },
  { id: 'x.hidden', title: 'Archive hidden', group: 'Articles', hidden: true, run() {} },
  { id: 'x.off', title: 'Archive off', group: 'Articles', enabled: false, run() {} }
]
const sources = { hits: [hit({})], commands, tags: [{ path: 'method', count: 2 }], lists: [] }

describe('the palette', () => {
  it('reads the signs', () => {
    expect(parseQuery(' >arch')).toEqual({ mode: 'commands', query: 'arch' })
    expect(parseQuery('#me')).toEqual({ mode: 'tags', query: 'me' })
    expect(parseQuery('"small steps"')).toEqual({ mode: 'text', query: 'small steps' })
    expect(parseQuery('octop')).toEqual({ mode: 'all', query: 'octop' })
  })

  it('groups what was found, with one row an article', () => {
    const hits = [
      hit({}),
      hit({ field: 'author', text: 'William James', ranges: [[0, 7]] }),
      hit({ field: 'highlight', target: 'h', text: 'naked name', ranges: [[0, 5]] }),
      hit({ field: 'body', paragraph: 3, text: 'an octopus', ranges: [[3, 10]] })
    ]
    const groups = entryGroups('octop', { ...sources, hits }, nothing)
    expect(groups.slice(0, 3).map((g) => [g.value, g.items.length])).toEqual([
      ['Articles', 1],
      ['In your highlights and notes', 1],
      ['Passages', 1]
    ])
    const quote = groups[1]?.items[0]
    expect(quote?.text).toBe('“naked name”')
    expect(quote?.text.slice(...(quote.ranges[0] ?? [0, 0]))).toBe('naked')
  })

  it('offers only commands that can be run, and marks what matched', () => {
    const [group] = entryGroups('>arch', sources, nothing)
    expect(group?.items.map((i) => i.text)).toEqual(['Archive'])
    expect(group?.items[0]?.ranges[0]?.[0]).toBe(0)
  })

  it('never offers more than 50 rows', () => {
    const many = Array.from({ length: 500 }, (_, i) => ({ path: `tag ${i}`, count: 1 }))
    const groups = entryGroups('#', { ...sources, tags: many }, nothing)
    expect(groups.flatMap((g) => g.items)).toHaveLength(50)
  })
})

describe('excerpts', () => {
  it('stay around the match, and their ranges with them', () => {
    const text = `${'before '.repeat(80)}the match stands here${' after'.repeat(80)}`
    const from = text.indexOf('match')
    const cut = excerpt(text, [[from, from + 5]], 120)
    expect(cut.text.length).toBeLessThanOrEqual(122)
    expect(cut.text.slice(...(cut.ranges[0] ?? [0, 0]))).toBe('match')
    expect(cut.text.startsWith('…')).toBe(true)
  })
  it('leave short texts alone', () => {
    expect(excerpt('short', [[0, 5]])).toEqual({ text: 'short', ranges: [[0, 5]] })
  })
})
