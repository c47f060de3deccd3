import { describe, expect, it } from 'vitest'
import { SearchIndex } from '#core/search/search-index'

function indexOf(documents: Record<string, string[]>): SearchIndex {
  const index = new SearchIndex()
  for (const [key, paragraphs] of Object.entries(documents)) {
    index.put(key, 'card', [key])
    index.put(key, 'text', paragraphs)
  }
  while (index.tidy());
  return index
}
const best = (index: SearchIndex, query: string): string | undefined => {
  const [hit] = index.search(query, 10)
  return hit && `${hit.key}:${hit.ordinal}`
}

const library = indexOf({
  james: [
    'The art of being wise is the art of knowing what to overlook.',
    'They were small steps away from denial, taken one evening after another.',
    'Habit is the enormous fly-wheel of society.'
  ],
  haus: ['Die Donaudampfschifffahrtsgesellschaft wurde gegründet.', 'Müller ging nach Hause.'],
  mueller: ['Herr Mueller schrieb einen Brief.'],
  muller: ['Mr Muller went home by train.'],
  qahira: ['وصل إلى القاهرة في المساء', 'كتب رسالة طويلة'],
  poem: ['床前明月光，疑是地上霜。', '舉頭望明月，低頭思故鄉。'],
  nihon: ['東京都でカードを買いました。'],
  farsi: ['این کتاب را می‌خواهد بخواند'],
  data: ['The database was full of footnotes.', 'A foot note on data.'],
  other: ['Nothing of interest stands here at all.', 'A denial of service, far away.']
})

describe('finding a half-remembered passage', () => {
  it.each([
    ['small steps away from denial', 'james:1', 'as it stands'],
    ['smal stepps denile', 'james:1', 'misspelt, by ear'],
    ['denial steps evening', 'james:1', 'in another order'],
    ['tiny steps evening denial', 'james:1', 'with a wrong word'],
    ['society habi', 'james:2', 'half typed'],
    ['enromous flywheel', 'james:2', 'swapped, joined'],
    ['knowing to overlok', 'james:0', 'with gaps'],
    ['dampfschiff', 'haus:0', 'inside a German compound'],
    ['gegrundet', 'haus:0', 'without the accent'],
    ['القاهره', 'qahira:0', 'Arabic, other spelling'],
    ['ٱلْقَاهِرَةُ', 'qahira:0', 'Arabic with vowel signs'],
    ['رساله', 'qahira:1', 'Arabic, ending'],
    ['思故鄉', 'poem:1', 'Chinese'],
    ['霜', 'poem:0', 'one character'],
    ['カート', 'nihon:0', 'Japanese, without the voicing mark'],
    ['می خواهد', 'farsi:0', 'Persian with a space'],
    ['data base footnotes', 'data:0', 'split'],
    ['footnote data', 'data:1', 'joined']
  ])('%s → %s (%s)', (query, place) => {
    expect(best(library, query)).toBe(place)
  })

  it('takes Müller, Mueller and Muller for one another', () => {
    for (const query of ['Müller', 'Mueller', 'Muller'])
      expect(new Set(library.search(query, 10).map((h) => h.key))).toEqual(
        new Set(['haus', 'mueller', 'muller'])
      )
  })

  it('answers nothing to nothing', () => {
    for (const query of ['', '  \n', '...', '-', '-freud', 'zzzzqqqqxxxx'])
      expect(library.search(query, 10)).toEqual([])
  })

  it('takes very long queries', () => {
    const paragraph = 'They were small steps away from denial, taken one evening after another. '
    expect(best(library, paragraph.repeat(130))).toBe('james:1')
    expect(library.search('x'.repeat(10_000), 10)).toEqual([])
    expect(() => library.search('𠀀'.repeat(5000), 10)).not.toThrow()
  })

  it('shows at most three passages of a document', () => {
    const index = indexOf({ a: Array.from({ length: 9 }, (_, i) => `apple number ${i}`), b: ['an apple'] })
    const keys = index.search('apple', 10).map((h) => h.key)
    expect(keys.filter((k) => k === 'a')).toHaveLength(3)
    expect(keys).toContain('b')
  })
})

describe('exact demands', () => {
  it('shows only passages that hold the phrase', () => {
    expect(library.search('"small steps"', 10).map((h) => [h.key, h.ordinal])).toEqual([['james', 1]])
    expect(library.search('"steps small"', 10)).toEqual([])
    expect(library.search('"SMALL stéps" denial', 10)).toHaveLength(1)
    expect(library.search('"small ste', 10)).toHaveLength(1)
    expect(library.search('"small ste"', 10)).toEqual([])
    expect(library.search('"明月"', 10)).toHaveLength(2)
  })

  it('leaves out passages that hold a word, and documents named by it', () => {
    const keys = (query: string): string[] => library.search(query, 10).map((h) => `${h.key}:${h.ordinal}`)
    expect(keys('denial')).toEqual(expect.arrayContaining(['james:1', 'other:1']))
    expect(keys('denial -steps')).toEqual(['other:1'])
    expect(keys('denial -james')).toEqual(['other:1'])
    expect(keys('denial -"away from"')).toEqual(['other:1'])
  })
})

describe('where a hit stands', () => {
  it('tells the window and the words in it', () => {
    const [hit] = library.search('smal stepps denile', 10)
    expect(hit).toMatchObject({ from: 2, to: 6, words: ['small', 'steps', 'denial'] })
  })

  it('counts words in the whole paragraph, however long it is', () => {
    const words = Array.from({ length: 9000 }, (_, i) => `w${i.toString(36)}x`)
    words[8500] = 'needle'
    words[8501] = 'haystack'
    const index = indexOf({ long: ['first', words.join(' ')] })
    expect(index.search('needle haystack', 5)[0]).toMatchObject({ ordinal: 1, from: 8500, to: 8501 })
  })

  it('gives a document the words of its card and of its other parts', () => {
    const index = indexOf({})
    for (const [key, author] of [
      ['a', 'Woolf'],
      ['b', 'Joyce']
    ] as const) {
      index.put(key, 'card', [`Essays ${author}`])
      index.put(key, 'text', ['On walking through the city at night.', 'Something else.'])
      index.put(key, 'note:1', [key === 'b' ? 'Compare flaneur.' : 'Nothing.'])
    }
    expect(best(index, 'walking city night joyce')).toBe('b:0')
    expect(best(index, 'walking city night wolf')).toBe('a:0')
    expect(best(index, 'walking city night flaneur')).toBe('b:0')
  })

  it('counts a far-fetched meaning on the card by as much as in a passage', () => {
    const index = indexOf({})
    for (const [key, card, text] of [
      ['a', 'Alteration', 'Somebody else came.'],
      ['b', 'Essays', 'An alteration to the house made nobody else glad.']
    ] as const) {
      index.put(key, 'card', [card])
      index.put(key, 'text', [text])
    }
    expect(best(index, 'else altoreshun')).toBe('b:0')
  })

  it('takes a frequent word for what it is before it takes it for a misspelt one', () => {
    const index = indexOf({
      head: Array.from({ length: 20 }, (_, i) => `The head of house ${i}.`),
      a: ['He had somebody.'],
      b: ['A head for somebody.']
    })
    expect(best(index, 'head somebody')).toBe('b:0')
  })
})
