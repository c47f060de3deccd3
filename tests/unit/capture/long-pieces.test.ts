import { describe, expect, it } from 'vitest'
import { cutLongParagraphs } from '../../../src/core/capture/importers/long-paragraphs'
import { cutLongTables } from '../../../src/core/capture/importers/long-tables'
import { sanitise } from '../../../src/core/capture/sanitise'

const joined = (html: string): string => html.replace(/<\/p>\n<p( dir="ltr")?>/g, '')

describe('a paragraph of megabytes', () => {
  it.each([
    ['sentences', 'The desk remembers what was read. ', '. '],
    ['words', 'lorem ipsum dolor ', ' '],
    ['no spaces', '灯火可亲。', '。'],
    ['references', '&amp;', ';'],
    ['pairs', '𝒜', '𝒜']
  ])('is cut into several at a good place, every character kept (%s)', (_, unit, end) => {
    const text = unit.repeat(Math.ceil(500_000 / unit.length))
    const html = `<h2>One</h2>\n<p dir="ltr">${text}</p>\n<p>short</p>\n`
    const cut = cutLongParagraphs(html)
    expect(joined(cut)).toBe(joined(html))
    const pieces = cut.split(/<\/p>\n<p(?: dir="ltr")?>/)
    expect(pieces.length).toBeGreaterThan(50)
    for (const piece of pieces.slice(0, -2)) {
      expect(piece.length).toBeLessThan(9100)
      expect(piece.endsWith(end)).toBe(true)
    }
  })

  it('that runs from right to left does so in every piece; its name stays with the first', () => {
    const html = `<p dir="rtl" lang="ar" id="a">${'كتاب قديم. '.repeat(20_000)}</p>\n`
    const cut = cutLongParagraphs(html)
    const opening = cut.match(/<p[^>]*>/g) ?? []
    expect(opening.length).toBeGreaterThan(20)
    expect(opening[0]).toBe('<p dir="rtl" lang="ar" id="a">')
    expect(new Set(opening.slice(1))).toEqual(new Set(['<p dir="rtl" lang="ar">']))
  })

  it('leaves what a person wrote, and what has markup in it, as it is', () => {
    const usual = `<p>${'A long paragraph. '.repeat(3000)}</p>\n`
    expect(cutLongParagraphs(usual.repeat(5))).toBe(usual.repeat(5))
    const code = `<pre>${'x '.repeat(50_000)}</pre>\n<p>end</p>\n`
    expect(cutLongParagraphs(code)).toBe(code)
  })
})

describe('a table of many thousand rows', () => {
  const table = (rows: number, cell = '<td>'): string =>
    `<table><thead><tr><th>Name</th></tr></thead><tbody>${`<tr>${cell}a</td><td>b</td></tr>`.repeat(rows)}</tbody></table>`
  const clean = (html: string): string => sanitise(html, () => undefined).html

  it('is cut into several, every row kept, in a form that the sanitiser leaves as it is', () => {
    const cut = clean(cutLongTables(clean(`<p>before</p>${table(5000)}<p>after</p>`)))
    expect(cut.match(/<table>/g)?.length).toBeGreaterThan(20)
    expect(cut.match(/<tr>/g)).toHaveLength(5001)
    expect(cut.match(/<thead>/g)).toHaveLength(1)
    expect(cut.replace(/<[^>]*>|\s/g, '')).toBe(`beforeName${'ab'.repeat(5000)}after`)
  })

  it('that runs from right to left does so in every piece', () => {
    const cut = cutLongTables(clean(table(5000).replace('<table>', '<table dir="rtl" lang="fa">')))
    expect(cut.match(/<table dir="rtl" lang="fa">/g)?.length).toBeGreaterThan(20)
    expect(cut).not.toContain('<table>')
  })

  it.each([
    ['of usual length', table(1500)],
    ['with cells over several rows', table(5000, '<td rowspan="2">')]
  ])('is left as it is %s', (_, html) => {
    expect(cutLongTables(clean(html))).toBe(clean(html))
  })
})
