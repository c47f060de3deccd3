import { describe, expect, it } from 'vitest'
import { canonical } from '#shared/domain/canonical'
import { PageStarts, readPage } from '#shared/domain/page-text'
import { placesOf } from '#shared/domain/seed-places'

const items = (...lines: string[]): { str: string; hasEOL: boolean }[] =>
  lines.map((str) => ({ str, hasEOL: true }))
const all = { start: 0, end: Infinity }

describe('a page beside its article', () => {
  const article =
    'The north room had twelve lamps, and every example of them was numbered. Nobody knew who had numbered them.\n' +
    'A second paragraph runs over the page.\n1 A note that stands at the end of the text.'
  const page = readPage(
    items(
      'Running head 12',
      'The north room had twelve lamps, and every exam-',
      'ple of them was numbered. Nobody knew who had num-',
      'bered them.',
      '1 A note that stands at the end of the text.'
    ),
    canonical(article),
    { start: 0, end: 150 }
  )
  const onPage = (phrase: string): { start: number; end: number } => {
    const start = page.text.indexOf(phrase)
    return { start, end: start + phrase.length }
  }
  const inArticle = (s: { start: number; end: number } | undefined): string | undefined =>
    s && article.slice(s.start, s.end)

  it('finds words across a hyphen at a line end', () => {
    const { start, end } = onPage('every exam-\nple of them')
    expect(inArticle(page.toArticle(start, end))).toBe('every example of them')
  })
  it('has no place for a running head', () => {
    const { start, end } = onPage('Running head 12')
    expect(page.toArticle(start, end)).toBeUndefined()
  })
  it('finds a note that the text has at its end', () => {
    const { start, end } = onPage('stands at the end')
    expect(inArticle(page.toArticle(start, end))).toBe('stands at the end')
  })
  it('leads from the article back to the lines of the page', () => {
    const start = article.indexOf('example of')
    const spans = page.toPage(start, start + 'example of'.length)
    expect(spans.map((s) => page.text.slice(s.start, s.end)).join('|')).toMatch(/^exam-?\|?\n?ple of$/)
    expect(page.toPage(article.indexOf('second'), article.indexOf('second') + 6)).toEqual([])
  })
  it('takes no running head for the title that begins like it', () => {
    const text =
      'The Lamps of the North Room\nThe keeper had them all counted, one by one, and then one day in the winter ' +
      'he found that every single lamp had been numbered by hand.'
    const second = readPage(items('The Lamp Quarterly', 'bered by hand.'), canonical(text), {
      start: 0,
      end: text.length
    })
    const found = second.toArticle(0, second.text.length)
    expect(found && text.slice(found.start, found.end)).toBe('bered by hand.')
  })
  it('compares Arabic and Chinese by their letters', () => {
    const text = 'كان في الغرفة الشمالية اثنا عشر مصباحا وكل منها مرقم\n北屋有十二盏灯，每一盏都编了号。'
    const p = readPage(
      items(
        'كان في الغرفة الشمالية اثنا',
        'عشر مصباحا وكل منها مرقم',
        '北屋有十二盏灯，每一',
        '盏都编了号。'
      ),
      canonical(text),
      all
    )
    const at = p.text.indexOf('每一')
    const found = p.toArticle(at, at + 4)
    expect(found && text.slice(found.start, found.end)).toBe('每一盏')
    const arabic = p.text.indexOf('اثنا')
    const words = p.toArticle(arabic, arabic + 'اثنا\nعشر'.length)
    expect(words && text.slice(words.start, words.end)).toBe('اثنا عشر')
  })
})

describe('where pages begin', () => {
  const starts = new PageStarts(
    [
      { page: 1, at: 0 },
      { page: 2, at: 100 },
      { page: 4, at: 300 }
    ],
    400
  )
  it('gives the block that runs over to the page it runs on to', () => {
    expect(starts.windowOf(2)).toEqual({ start: 0, end: 300 })
    expect(starts.windowOf(3)).toEqual({ start: 100, end: 300 })
    expect(starts.pageAt(250)).toBe(2)
    expect(starts.startOf(3)).toBe(300)
    expect(starts.startOf(5)).toBe(400)
  })
})

/** Words of no language, other ones for each `seed`. */
function babble(letters: number, seed: number): string {
  let state = seed
  const next = (): number => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 8
  let text = ''
  while (text.length < letters)
    text += `${Array.from({ length: 3 + (next() % 7) }, () => 'etaoinshrdlu'[next() % 12]).join('')} `
  return text
}

it('of a long book may hold what is not in its text: the book is not read again for every letter', () => {
  const text = babble(3_000_000, 1)
  const book = canonical(text)
  const window = { start: 1_500_000, end: 1_504_000 }
  const strange = babble(6000, 77)
  const known = text.slice(1_502_000, 1_502_200).trimEnd()
  const page = readPage(items(strange, known), book, window)
  expect(page.toArticle(strange.length + 1, page.text.length)).toEqual({
    start: 1_502_000,
    end: 1_502_000 + known.length
  })
  expect(page.toArticle(0, strange.length - 200)).toBeUndefined()
})

it.each([11, 12, 23, 24, 40])('every place of a seed of %i letters is found', (length) => {
  const text = canonical(babble(2000, 5).repeat(2))
  for (let at = 0; at + length <= text.canon.length; at += 7) {
    const seed = text.canon.slice(at, at + length)
    const places: number[] = []
    for (let i = text.canon.indexOf(seed); i >= 0; i = text.canon.indexOf(seed, i + 1)) places.push(i)
    expect(placesOf(text, seed)).toEqual(places)
  }
})
