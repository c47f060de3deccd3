import { describe, expect, it } from 'vitest'
import type { Article } from '#shared/contract/records'
import { FIELD_NAMES, parseQuery, quoteValue, replacePart, type ParsedQuery } from '#shared/domain/query'
import { passes, type Facts } from '#shared/domain/query-match'

const NOW = '2024-05-31T12:00:00.000Z'
const parse = (query: string): ParsedQuery => parseQuery(query, NOW)
const tests = (query: string): unknown[] => parse(query).filters.flatMap((f) => f.any)
const kinds = (query: string): string[] => parse(query).parts.map((p) => `${p.negated ? '-' : ''}${p.kind}`)

const article: Article = {
  id: '0123456789abcdefgh',
  rev: 1,
  n: 1,
  created: '2024-05-10T08:00:00.000Z',
  updated: NOW,
  type: 'article-journal',
  title: 'On the Ph.D. Octopus',
  authors: [
    { family: 'James', given: 'William' },
    { family: 'Müller', given: 'Ida' }
  ],
  issued: '1903-03',
  lang: 'de-AT',
  citekey: 'james1903',
  state: 'reading',
  starred: true,
  tags: ['method/close reading', 'παιδεία'],
  snapshots: [],
  words: 100,
  progress: 0.2
}
const facts: Facts = {
  article,
  lists: ['Ch. 2 · Credentials'],
  colors: new Set(['amber']),
  hasNote: true
}
const passing = (query: string): boolean => {
  const { filters, notes } = parse(query)
  expect([query, notes]).toEqual([query, []])
  expect([query, filters.length > 0]).toEqual([query, true])
  return passes(facts, filters)
}

describe('every operator', () => {
  it.each([
    'author:james',
    'by:mueller',
    'author:muller',
    'author:"ida müller"',
    'author:wil',
    'title:octopus',
    'title:"ph.d. oct"',
    'tag:method',
    'tag:"method/close reading"',
    'tag:"close reading"',
    'tag:ΠΑΙΔΕΊΑ',
    'tag:nothing,method',
    'list:"ch. 2"',
    'type:journal',
    'type:article',
    'type:articles',
    'type:book,journal',
    'type:article-journal',
    'lang:de',
    'lang:german',
    'lang:de-at',
    'year:1903',
    'year:1900..1910',
    'year:1910..1900',
    'year:..1903',
    'year:1903..',
    'year:<1904',
    'year:<=1903',
    'year:>1902',
    'year:1900-1910',
    'year:١٩٠٣',
    'added:<30d',
    'added:30d',
    'added:<4w',
    'added:>1w',
    'added:2024',
    'added:2024-05',
    'added:2024-05-10',
    'added:2024-01..2024-06',
    'added:..2024-06',
    'added:>2024-05-09',
    'is:unread',
    'is:starred',
    'is:reading',
    'is:read,unread',
    'has:highlight',
    'has:highlights',
    'has:note',
    'has:author,doi',
    'color:amber',
    'colour:yellow',
    'AUTHOR:James',
    '-author:kant',
    '-is:read',
    '-has:doi',
    '-color:green,blue',
    'author:james year:1903 -tag:ethics'
  ])('%s holds', (query) => expect(passing(query)).toBe(true))

  it.each([
    'author:ames',
    'author:kant',
    'title:octave',
    'tag:meth',
    'tag:reading',
    'list:3',
    'type:book',
    'lang:en',
    'lang:d-x'.replace('d-x', 'den'),
    'year:1904',
    'year:<1903',
    'added:<7d',
    'added:>30d',
    'added:2024-04',
    'added:today',
    'is:read',
    'is:archived',
    'has:text',
    'color:rose',
    '-author:james',
    'author:james year:1904'
  ])('%s does not hold', (query) => expect(passing(query)).toBe(false))

  it('asks notes and texts for words', () => {
    expect(parse('note:"small steps" -text:denial freud')).toMatchObject({
      demands: [
        { scope: 'note', negated: false, value: 'small steps' },
        { scope: 'text', negated: true, value: 'denial' }
      ],
      rest: 'freud'
    })
  })
})

describe('words, phrases, exclusions', () => {
  it('leaves them to the index, in order', () => {
    expect(parse('small tag:x steps "away from" -denial -"one evening" ta').rest).toBe(
      'small steps "away from" -denial -"one evening" ta'
    )
    expect(kinds('small steps "away from" -denial tag:x well-being')).toEqual([
      'words',
      'phrase',
      '-words',
      'field',
      'words'
    ])
  })

  it('takes any quotation marks, nested ones too', () => {
    expect(parse('“small steps” „kleine Schritte“ «petits pas»').parts.map((p) => p.value)).toEqual([
      'small steps',
      'kleine Schritte',
      'petits pas'
    ])
    expect(parse('author:“William James”').filters).toHaveLength(1)
    expect(parse('title:"a "b" c" d').parts.map((p) => p.kind)).toEqual(
      ['field', 'words', 'words'].slice(0, 2)
    )
    expect(parse('"he said “no” twice"').parts.map((p) => p.value)).toContain('he said ')
  })

  it('lets open ones run to the end', () => {
    expect(parse('denial "small ste').rest).toBe('denial "small ste')
    expect(parse('tag:"close rea').parts).toMatchObject([{ kind: 'field', value: 'close rea' }])
  })

  it('knows what is not a field', () => {
    for (const text of ['https://example.org/a:b', '10:30', 'a - b', '::', ':x', 'x::', '-', '--'])
      expect([text, parse(text).filters, parse(text).demands]).toEqual([text, [], []])
    expect(parse('https://example.org').notes).toEqual([])
    expect(parse('at 10:30').notes).toEqual([])
  })
})

describe('what cannot be understood', () => {
  it('is said in one sentence, and the rest runs', () => {
    const { notes, filters, rest } = parse('year:soon is:purple foo:bar author:james denial')
    expect(notes).toEqual([
      '“year:soon” was left out: a year is written 2012, 2010..2015, 2010.. or <1950.',
      expect.stringMatching(
        /^“is:purple” was left out: “purple” is not something an article can be\. There are unread, /
      ),
      'There is no “foo:” to search by, so “foo:bar” was taken as words.'
    ])
    expect(filters.map((f) => f.field)).toEqual(['author'])
    expect(rest).toBe('foo:bar denial')
  })

  it('keeps the values it knows', () => {
    const { notes, filters } = parse('is:unread,purple denial')
    expect(filters).toMatchObject([{ any: [{ of: 'is', value: 'unread' }] }])
    expect(notes).toHaveLength(1)
  })

  it('waits while a value is being typed', () => {
    for (const begun of ['author:', 'is:unr', 'year:20', 'year:2010..', 'added:<30', 'has:hi', 'color:a'])
      expect([begun, parse(begun).notes]).toEqual([begun, []])
    expect(parse('author: james').notes).toEqual([
      '“author:” needs a value right after the colon; it was left out.'
    ])
    expect(parse('is:unr denial').notes).toHaveLength(1)
  })
})

describe('right-to-left and wide input', () => {
  it('passes over direction marks', () => {
    expect(tests('\u200ftag:\u200f"كتاب"\u200f \u202byear:١٩٠٣\u202c')).toEqual([
      { of: 'tag', path: 'كتاب' },
      { of: 'year', from: 1903, to: 1903 }
    ])
    expect(parse('\u200f-\u200fكتاب').rest).toBe('-كتاب')
    expect(parse('author:עמוס קפה').rest).toBe('קפה')
  })

  it('knows wide colons, quotation marks and minus signs', () => {
    expect(parse('tag：方法 －tag:＂a b＂').filters).toMatchObject([
      { field: 'tag', negated: false },
      { field: 'tag', negated: true, any: [{ path: 'a b' }] }
    ])
  })
})

describe('hostile input', () => {
  const odd = [
    '"',
    '-',
    ':',
    '-"',
    'tag:"',
    '\u202e',
    '\ud800',
    '\0',
    '\\',
    '%00',
    '(((',
    '$&',
    '..',
    '،',
    'is:',
    '🐙',
    "'",
    '\n'
  ]
  it('never fails, keeps every character, and its parts join to the query', () => {
    let seed = 7
    const random = (n: number): number => (seed = (seed * 16807) % 2147483647) % n
    const pieces = [
      ...odd,
      ...FIELD_NAMES.map((f) => `${f}:`),
      ' ',
      ' ',
      'a',
      'denial',
      '2010',
      '<30d',
      'unread'
    ]
    for (let round = 0; round < 3000; round++) {
      const query = Array.from({ length: random(12) }, () => pieces[random(pieces.length)]).join('')
      const { parts, notes } = parse(query)
      for (const part of parts) expect(query.slice(part.from, part.to)).toContain(part.text.split(' ')[0])
      for (const note of notes) expect(note).toMatch(/^[“T].*[.]$/su)
      const again = parse(parts.map((p) => p.text).join(' '))
      expect([query, again.filters.length]).toEqual([query, parse(query).filters.length])
    }
  })

  it('takes 10,000 characters in its stride', () => {
    const began = performance.now()
    for (const unit of ['a', '"', '-', ':', 'tag:x ', 'is:', '" "', '\u200f', 'author:"', 'é', '- '])
      expect(() => parse(unit.repeat(Math.floor(10_000 / unit.length)))).not.toThrow()
    expect(performance.now() - began).toBeLessThan(1000)
  })

  it('takes a long text for a pasted passage, but heeds fields', () => {
    const passage = `He said: "no" - and note: that was -all- ${'and so on '.repeat(60)}`
    expect(parse(passage)).toMatchObject({ filters: [], demands: [], notes: [] })
    expect(parse(`${passage} tag:ethics`).filters).toHaveLength(1)
  })
})

describe('editing by parts', () => {
  it('takes one away or puts another in its place', () => {
    const { parts } = parse('small steps tag:"close reading" -denial')
    expect(replacePart(parts, 1)).toBe('small steps -denial')
    expect(replacePart(parts, 1, 'tag:ethics')).toBe('small steps tag:ethics -denial')
  })

  it('writes values so that they are read back', () => {
    for (const value of ['plain', 'close reading', 'a,b', '-x', 'x:y', 'say "hi"', '东 京']) {
      const read = parse(`author:${quoteValue(value)}`).parts
      expect([value, read.length]).toEqual([value, 1])
    }
    expect(quoteValue('method/close reading')).toBe('"method/close reading"')
  })
})
