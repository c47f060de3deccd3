/**
 * Where words stand on the page, as LibreOffice and the browser lay it out: indents, direction, page numbers. CARREL_PAGES
 * names a folder for the files, to be looked at.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createExchange } from '#core/exchange/exchange'
import { printByBrowser } from '#core/printer/print-by-browser'
import { testBrowser } from '../../scripts/find-browser.mjs'
import { aHighlight, aList, aNote, anArticle, NO_ASSETS, recordsOf } from '../unit/exchange/library'
import { has } from './programs'

const kept = process.env['CARREL_PAGES']
const folder = kept ?? mkdtempSync(join(tmpdir(), 'carrel-pages-'))
mkdirSync(folder, { recursive: true })
afterAll(() => {
  if (kept === undefined) rmSync(folder, { recursive: true, force: true })
})
const browser = testBrowser()
if (browser.path !== undefined) Object.assign(process.env, browser.env, { CARREL_CHROMIUM: browser.path })

const leroy = anArticle({
  type: 'article-journal',
  title: 'Hanging: why is it so hard to do my work when switching between work tasks all day long?',
  authors: [{ family: 'Leroy', given: 'Sophie' }],
  issued: '2009',
  container: 'Organizational Behavior and Human Decision Processes'
})
const khatib = anArticle({
  type: 'article-journal',
  title: 'العدالة المكانية في المدن العربية',
  authors: [{ family: 'الخطيب', given: 'أحمد' }],
  issued: '1994',
  container: 'مجلة الدراسات العمرانية'
})
const library = {
  articles: [leroy, khatib],
  annotations: [
    aHighlight(leroy, 'Quoted words.', { pages: [{ page: 12, rects: [] }] }),
    aHighlight(khatib, 'اقتباس من النص.')
  ],
  notes: [
    aNote(leroy, 'Beside it.\n\n| Cell | n |\n|---|---|\n| one | 2 |\n\n- Bullet'),
    aNote(khatib, 'ملاحظة عن النص.')
  ],
  lists: [
    aList('Pages', [
      [leroy, 'Reason.', 'Part'],
      [khatib, 'سبب القراءة.', 'Part']
    ])
  ]
}

interface Word {
  text: string
  left: number
  right: number
  top: number
}

/** The words of a PDF's pages, in points from the upper left corner. */
function wordsOf(pdf: string): Word[] {
  const boxes = execFileSync('pdftotext', ['-bbox', pdf, '-'], { encoding: 'utf8' })
  const word = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="[\d.]+">([^<]*)</g
  return [...boxes.matchAll(word)].map(([, left, top, right, text = '']) => ({
    text,
    left: Number(left),
    top: Number(top),
    right: Number(right)
  }))
}

async function write(format: 'docx' | 'odt' | 'rtf' | 'pdf'): Promise<string> {
  const { handlers } = createExchange({
    store: recordsOf(library),
    workers: { run: () => Promise.reject(new Error('not for so few')), close: async () => undefined },
    assets: NO_ASSETS,
    matches: async () => [],
    ownStyle: async () => undefined,
    print: printByBrowser
  })
  const scope = { kind: 'list', list: library.lists[0]?.id ?? '' } as const
  const running = { signal: new AbortController().signal, progress: () => undefined }
  const { text, bytes } = await handlers['exchange.export']({ scope, format }, running)
  const file = join(folder, `pages-${format}.${format}`)
  writeFileSync(file, bytes === undefined ? text : Buffer.from(bytes, 'base64'))
  return file
}

function laidOut(file: string): string {
  if (file.endsWith('.pdf')) return file
  const profile = `-env:UserInstallation=file://${folder}/profile`
  const args = ['--headless', profile, '--convert-to', 'pdf', '--outdir', folder, file]
  execFileSync('soffice', args, { stdio: 'ignore' })
  return file.replace(/\.[a-z]+$/, '.pdf')
}

/** Its letters in no order: programs differ in which end of a right-to-left word comes first. */
const letters = (text: string): string => [...text.normalize('NFKC').replace(/\P{L}/gu, '')].sort().join('')

const A4 = 595
const formats = [
  ...(has('soffice') ? (['docx', 'odt', 'rtf'] as const) : []),
  ...(browser.path === undefined ? [] : (['pdf'] as const))
]

describe.skipIf(!has('pdftotext', '-v') || formats.length === 0)(
  'the page (skipped where LibreOffice, Chromium or poppler is not installed)',
  () => {
    it.each(formats)(
      '%s: margins, hanging and other indents, both directions, a page number',
      async (format) => {
        const words = wordsOf(laidOut(await write(format)))
        const found = (text: string): Word => {
          const word = words.find((w) => letters(w.text) === letters(text))
          if (!word) throw new Error(`There is no “${text}” on the page.`)
          return word
        }
        const margin = found('Pages').left
        expect(margin).toBeGreaterThan(55)
        expect(margin).toBeLessThan(80)
        // Hanging: the first line at the margin, the next and what stands beside further in.
        const author = found('Leroy,')
        expect(author.left).toBeCloseTo(margin, 0)
        const next = words.find((w) => w.top > author.top + 5)
        const indent = next?.left ?? 0
        expect(indent - margin).toBeGreaterThan(20)
        for (const text of ['Why', 'Beside', 'Cell'])
          expect(Math.abs(found(text).left - indent), text).toBeLessThan(16)
        expect(found('Quoted').left).toBeGreaterThan(indent + 8)
        expect(found('Bullet').left).toBeGreaterThan(indent + 8)
        expect(words.map((w) => w.text).join(' ')).toContain('Quoted words. (PDF p. 12)')
        // From the right, the same the other way round.
        expect(A4 - found('الخطيب').right).toBeCloseTo(margin, 0)
        for (const text of ['سبب', 'ملاحظة', 'اقتباس'])
          expect(found(text).right, text).toBeGreaterThan(A4 - margin - 160)
        expect(found('ملاحظة').right).toBeLessThanOrEqual(A4 - margin + 1)
        expect(words.some((w) => w.text === '1' && w.top > 760 && Math.abs(w.left - A4 / 2) < 20)).toBe(true)
      }
    )
  }
)
