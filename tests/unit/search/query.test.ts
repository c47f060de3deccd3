import { describe, expect, it } from 'vitest'
import { readQuery } from '#core/search/query'

describe('reading a query', () => {
  it('takes words as they come', () => {
    expect(readQuery('Small  steps, away')).toEqual({
      words: ['small', 'steps', 'away'],
      phrases: [],
      open: false,
      excluded: []
    })
  })

  it('knows phrases in any quotation marks, and open ones', () => {
    expect(readQuery('denial "small steps" away').phrases).toEqual([['small', 'steps']])
    expect(readQuery('denial “small steps” away').words).toEqual(['denial', 'small', 'steps', 'away'])
    expect(readQuery('„kleine Schritte“').phrases).toEqual([['kleine', 'schritte']])
    expect(readQuery('denial "small ste')).toMatchObject({ phrases: [['small', 'ste']], open: true })
    expect(readQuery('denial "').phrases).toEqual([])
  })

  it('knows what is not wanted', () => {
    expect(readQuery('denial -freud -"small steps" well-being')).toEqual({
      words: ['denial', 'well', 'being'],
      phrases: [],
      open: false,
      excluded: [['freud'], ['small', 'steps']]
    })
  })

  it('never fails', () => {
    for (const odd of [
      '-',
      '--',
      '- -',
      '""',
      '"',
      '-"',
      '-""',
      'a"b',
      '"a',
      'a -',
      '\\',
      '(((',
      '\u202e"x',
      '-\ud800'
    ])
      expect(() => readQuery(odd)).not.toThrow()
    expect(readQuery('a - b -- c').words).toEqual(['a', 'b', 'c'])
    expect(readQuery('5"x').words).toEqual(['5', 'x'])
  })

  it('takes a long text for a pasted passage', () => {
    const pasted = `He said "no" -indeed- ${'and so on '.repeat(60)}`
    expect(readQuery(pasted)).toMatchObject({ phrases: [], excluded: [] })
    expect(readQuery('"'.repeat(10_000)).words).toEqual([])
  })
})
