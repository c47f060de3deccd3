/** Files as other programs make them, read by the importers: LibreOffice (Word, ODT, EPUB, locked PDF) and LaTeX. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Draft, Format } from '#core/capture/draft'
import { readSource } from '#core/capture/importers/importers'
import { COLUMN_PARAGRAPHS, THREE_HUNDRED_PAGES, typeset } from '../fixtures/real-files/latex'
import { LOCKED_PDF, officeConvert } from '../fixtures/real-files/office'
import { has } from './programs'

const office = has('soffice')
const latex = has('pdflatex')
const why = (present: boolean, name: string): string => (present ? '' : ` (skipped: no ${name} here)`)

let dir = ''
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'carrel-captured-'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const read = async (file: string, format: Format): Promise<Draft> =>
  readSource({
    bytes: new Uint8Array(readFileSync(join(dir, file))),
    format,
    name: file,
    extraction: 'whole'
  })

const PARAGRAPHS = Array.from(
  { length: 12 },
  (_, i) => `Paragraph ${i + 1} of the reading room keeps to its own column and its own order.`
)

describe.skipIf(!office)(`LibreOffice${why(office, 'soffice')}`, () => {
  const SOURCE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Of reading rooms</title></head><body>
<h1>Of reading rooms</h1><p>The first <b>bold</b> and <i>leaning</i> words, and one <a href="https://example.org/a">link</a>.</p>
<h2>Chairs</h2><ol><li>One chair</li><li>Another chair</li></ol><ul><li>A lamp</li></ul>
<table border="1"><thead><tr><th>Room</th><th>Seats</th></tr></thead><tbody><tr><td>North</td><td>12</td></tr></tbody></table>
${PARAGRAPHS.map((p) => `<p>${p}</p>`).join('')}</body></html>`
  /** Each test asks for what it needs: run alone, by name, it makes what comes before it as well. */
  const made = new Set<string>()
  const convert = (from: string, to: string): void => {
    if (made.has(to)) return
    officeConvert(dir, from, to)
    made.add(to)
  }
  const odt = (): void => {
    writeFileSync(join(dir, 'rooms.html'), SOURCE)
    convert('rooms.html', 'odt:writer8')
  }
  const word = (): void => {
    odt()
    convert('rooms.odt', 'docx:MS Word 2007 XML')
  }

  const whole = ({ body, text, fields }: Draft): void => {
    expect(fields.title).toBe('Of reading rooms')
    for (const paragraph of PARAGRAPHS) expect(text).toContain(paragraph)
    expect(body).toMatch(/<h2[^>]*>(<[^>]+>)*Chairs/)
    expect(body).toContain('href="https://example.org/a"')
    expect(body).toMatch(/<table>[^]*North[^]*12[^]*<\/table>/)
  }
  it('ODT', async () => {
    odt()
    const draft = await read('rooms.odt', 'odt')
    whole(draft)
    expect(draft.body).toMatch(/<ol>\s*<li>One chair<\/li>\s*<li>Another chair<\/li>\s*<\/ol>/)
    expect(draft.body).toMatch(/<ul>\s*<li>A lamp<\/li>\s*<\/ul>/)
    expect(draft.body).toMatch(/<strong>bold<\/strong> and <em>leaning<\/em>/)
    expect(draft.body).toMatch(/<th>(<[^>]+>)*Room/)
    expect(draft.missing).toEqual([])
  })
  it('Word', async () => {
    word()
    whole(await read('rooms.docx', 'docx'))
  })
  it('EPUB', async () => {
    word()
    convert('rooms.docx', 'epub')
    const draft = await read('rooms.epub', 'epub')
    expect(draft.fields.title).toBe('Of reading rooms')
    for (const paragraph of PARAGRAPHS) expect(draft.text).toContain(paragraph)
  })
  it('a PDF, and one that is locked', async () => {
    odt()
    convert('rooms.odt', 'pdf')
    expect((await read('rooms.pdf', 'pdf')).text).toContain('Another chair')
    convert('rooms.odt', LOCKED_PDF)
    expect((await read('rooms.pdf', 'pdf')).missing).toMatchObject([
      { reason: expect.stringMatching(/^it needs a password to open/) as string }
    ])
  })
})

describe.skipIf(!latex)(`LaTeX${why(latex, 'pdflatex')}`, () => {
  it('two columns are read one after the other', async () => {
    typeset(dir, 'columns', `\\maketitle ${COLUMN_PARAGRAPHS.join('\n\n')}`, 'twocolumn')
    const { text } = await read('columns.pdf', 'pdf')
    const flat = text.replace(/\s+/g, ' ')
    const places = COLUMN_PARAGRAPHS.map((_, i) => flat.indexOf(`in room ${i + 1} stand`))
    expect(places.every((at) => at >= 0)).toBe(true)
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })
  it('300 pages', async () => {
    typeset(dir, 'long', THREE_HUNDRED_PAGES)
    const draft = await read('long.pdf', 'pdf')
    expect(draft.text).toContain('Page 1 is here.')
    expect(draft.text).toContain('Page 300 is here.')
  })
})
