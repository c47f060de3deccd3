/** What is written from the right, in paragraphs of either direction; the page of a quotation; the width of columns. */
import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { createExchange } from '#core/exchange/exchange'
import { columnWidths } from '#core/exchange/render/columns'
import { isMostlyRightToLeft, splitScripts } from '#core/exchange/scripts'
import type { ExportFormat } from '#shared/contract/exchange'
import { aHighlight, aList, aNote, anArticle, NO_ASSETS, recordsOf } from './library'
import { runExport, squash } from './run-export'

const arabic = anArticle({
  type: 'article-journal',
  title: 'العدالة المكانية',
  authors: [{ family: 'الخطيب', given: 'أحمد' }],
  issued: '1994',
  container: 'مجلة الدراسات',
  url: 'https://example.org/a-long-address-in-latin-letters'
})
const english = anArticle({ title: 'On small steps', authors: [{ family: 'كاتب' }], issued: '1994' })
const library = {
  articles: [arabic, english],
  notes: [aNote(arabic, '- توزيع\n- مواصلات\n\n> حق للجميع\n\n| مدينة | n |\n|---|---|\n| عمّان | 3 |')],
  annotations: [
    aHighlight(arabic, 'שלום: English inside עברית 123 (45).'),
    aHighlight(english, 'One step.', { pages: [{ page: 3, rects: [] }] }),
    aHighlight(english, 'Over the page.\nAnd on.', {
      pages: [
        { page: 3, rects: [] },
        { page: 4, rects: [] }
      ]
    }),
    aHighlight(english, 'Part of page 5', { pages: [{ page: 5, rects: [] }], region: true })
  ],
  lists: [
    aList('Two', [
      [arabic, 'للفصل الثالث.'],
      [english, 'why']
    ])
  ]
}
const scope = { kind: 'list', list: library.lists[0]?.id ?? '' } as const

async function part(format: ExportFormat, name: string): Promise<string> {
  const { handlers } = createExchange({
    store: recordsOf(library),
    workers: { run: () => Promise.reject(new Error('not for so few')), close: async () => undefined },
    assets: NO_ASSETS,
    matches: async () => [],
    ownStyle: async () => undefined,
    print: () => Promise.reject(new Error('nothing is printed here'))
  })
  const running = { signal: new AbortController().signal, progress: () => undefined }
  const { bytes = '' } = await handlers['exchange.export']({ scope, format }, running)
  return new TextDecoder().decode(unzipSync(Buffer.from(bytes, 'base64'))[name])
}

describe('a paragraph written from the right', () => {
  it('takes digits and marks with it, and leaves words of other scripts alone', () => {
    const text = 'שלום: English inside עברית 123 (45), א. https://doi.org/10.1/x.'
    const parts = splitScripts(text, true)
    expect(parts.map((p) => p.text).join('')).toBe(text)
    expect(parts.map((p) => [p.text, p.rtl ?? false])).toEqual([
      ['שלום: ', true],
      ['English inside', false],
      [' עברית 123 (45), א. ', true],
      ['https://doi.org/10.1/x', false],
      ['.', true]
    ])
    expect(splitScripts('(PDF p. 2)', true).map((p) => p.text)).toEqual(['(', 'PDF p. 2', ')'])
  })

  it('is what a reference with mostly such letters is, whatever its address', () => {
    expect(isMostlyRightToLeft('الخطيب, أ. (1994). العدالة. https://example.org/latin')).toBe(true)
    expect(isMostlyRightToLeft('كاتب (1994). On small steps')).toBe(false)
    expect(isMostlyRightToLeft('1994')).toBe(false)
  })

  it('stands at the right in a web page, with its lists, quotations and tables', async () => {
    const { text } = await runExport(library, scope, 'html')
    expect(text).toContain('<p class="reference" dir="rtl">')
    expect(text).toContain('<p class="reference"><bdi lang="ar" dir="rtl">كاتب</bdi>')
    expect(text).toMatch(/<ul dir="rtl">/)
    expect(text).toMatch(/<blockquote class="quote" dir="rtl">/)
    expect(text).toMatch(/<table dir="rtl">/)
    // Nothing shuts the Hebrew off from its number.
    expect(text).toContain('<span lang="he">עברית</span> 123 (45).')
  })

  it('stands at the right in Word, without a mark that holds it back', async () => {
    const xml = await part('docx', 'word/document.xml')
    expect(xml).toMatch(/<w:pStyle w:val="Bibliography"\/><w:keepNext\/><w:bidi\/>/)
    expect(xml).toMatch(/<w:pStyle w:val="WhyRead"\/><w:bidi\/>/)
    expect(xml).toContain('<w:bidiVisual/>')
    expect(xml.match(/\u200e/g)).toHaveLength(1)
    expect(xml).toContain(
      '<w:rtl/><w:lang w:bidi="he-IL"/></w:rPr><w:t xml:space="preserve"> עברית 123 (45).'
    )
  })

  it('stands at the right in ODT and RTF', async () => {
    expect(await part('odt', 'content.xml')).toContain('text:style-name="Bibliography_rtl"')
    const { text } = await runExport(library, scope, 'rtf')
    expect(text).toContain('\\rtlpar\\qr\\li0\\ri567\\lin567\\rin0\\sa120\\fi-567')
    expect(text).toContain('\\rtlrow')
  })
})

it('a quotation from a PDF says its page, but a part of a page only once', async () => {
  for (const format of ['markdown', 'html', 'text', 'docx'] as const) {
    const words = squash((await runExport(library, scope, format)).text.replace(/<[^>]+>/g, ' '))
    expect(words).toContain('One step. (PDF p. 3)')
    expect(words).toMatch(/And on\. \(PDF pp\. 3–4\)/)
    expect(words).not.toContain('PDF p. 5')
  }
})

it('columns are as wide as their cells, and together no wider than the page', () => {
  const cell = (text: string): { text: string }[] => [{ text }]
  const [narrow = 0, wide = 0] = columnWidths([[cell('n'), cell('larger without pressure')]], 9000)
  expect(narrow).toBeLessThan(wide)
  expect(narrow + wide).toBeLessThan(9000)
  const full = columnWidths([[cell('n'), cell('x'.repeat(500)), cell('y'.repeat(250))]], 9000)
  expect(full[0]).toBe(600)
  expect(full.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(9000)
  expect(full[1]).toBeGreaterThan((full[2] ?? 0) * 1.5)
  expect(columnWidths([], 9000)).toEqual([9000])
})
