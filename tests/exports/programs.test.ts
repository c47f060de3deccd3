/** 200 entries with 1,000 hostile quotes, through every format, counted on the other side. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { createExchange } from '#core/exchange/exchange'
import { printByBrowser } from '#core/printer/print-by-browser'
import { spawnInline } from '#core/workers/inline'
import { createWorkers } from '#core/workers/pool'
import type { Article } from '#shared/contract/records'
import { exportFormat, type ExportFormat, type ExportScope } from '#shared/contract/exchange'
import { testBrowser } from '../../scripts/find-browser.mjs'
import { aHighlight, aList, aNote, anArticle, NASTY, NO_ASSETS, recordsOf } from '../unit/exchange/library'
import { countByPandoc, readByPandoc } from './pandoc'
import { epubcheckCommand, has, hasCalc } from './programs'

const ENTRIES = 200
const ALL_FORMATS = exportFormat.options
const pandoc = has('pandoc')
const office = has('soffice')
const epubcheck = epubcheckCommand()
const xmllint = has('xmllint')
const latex = has('pdflatex') && has('biber')
const absent = (program: string): string => `(skipped where ${program} is not installed)`

const articles = Array.from({ length: ENTRIES }, (_, i) =>
  anArticle({
    type: 'article-journal',
    title: `Title ${i} ${NASTY[i % NASTY.length] ?? ''}`,
    authors: [{ family: `Family${i}`, given: 'Ada' }],
    issued: String(1900 + (i % 120)),
    container: 'Reading Room Review',
    citekey: `key${i}`
  })
)
const quotes = articles.flatMap((article, i) =>
  Array.from({ length: 5 }, (_, k) => {
    const n = i * 5 + k
    return aHighlight(article, `QB${n} ${NASTY[n % NASTY.length] ?? ''} QE${n}`)
  })
)
const notes = articles
  .filter((_, i) => i % 2 === 0)
  .map((a, i) => aNote(a, `A note on *this*.[^1]\n\n- one\n- two\n\n[^1]: Footnote ${i}.`))
const list = aList(
  'Thousand',
  articles.map((a, i): [typeof a, string, string] => [a, `Why ${i}`, `Part ${Math.floor(i / 50)}`])
)
const store = recordsOf({ articles, annotations: quotes, notes, lists: [list] })
const workers = createWorkers(spawnInline(), 1)
const folder = mkdtempSync(join(tmpdir(), 'carrel-exports-'))
afterAll(async () => {
  await workers.close()
  rmSync(folder, { recursive: true, force: true })
})

// Said aloud, because a skipped test is easily taken for a passed one.
const calc = hasCalc()
if (!calc) console.info('skipped: LibreOffice Calc is not installed, so no spreadsheet opens the CSV.')
const browser = testBrowser()
if (browser.path === undefined) console.info(`skipped: no PDF is printed: ${browser.reason}`)
if (!has('pdftotext', '-v')) console.info('skipped: poppler is not installed, so the PDF is not read back.')
if (browser.path !== undefined) Object.assign(process.env, browser.env, { CARREL_CHROMIUM: browser.path })

const whole: ExportScope = { kind: 'list', list: list.id }
async function write(format: ExportFormat, scope = whole): Promise<string> {
  const made = await createExchange({
    store,
    workers,
    assets: NO_ASSETS,
    matches: async () => [],
    ownStyle: async () => undefined,
    print: printByBrowser
  }).handlers['exchange.export'](
    { scope, format },
    { signal: new AbortController().signal, progress: () => undefined }
  )
  const file = join(folder, `thousand-${format}.${made.fileName.split('.').pop() ?? ''}`)
  writeFileSync(file, made.bytes === undefined ? made.text : Buffer.from(made.bytes, 'base64'))
  return file
}

const squash = (text: string): string =>
  text
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/\u200e/g, '')
    .normalize('NFC')
/** Quotes that are not in the text, letter by letter. */
function lost(text: string): string[] {
  const all = squash(text)
  return quotes.map((q) => squash(q.quote.exact)).filter((q) => !all.includes(q))
}

describe.skipIf(!pandoc)(`pandoc ${absent('pandoc')}`, () => {
  it.each([
    ['docx', 'docx'],
    ['odt', 'odt'],
    ['epub', 'epub'],
    ['html', 'html'],
    ['markdown', 'markdown-smart'],
    ['obsidian', 'gfm+footnotes']
  ] as const)('reads all 1,000 quotes out of %s', async (format, from) => {
    const { text, footnotes } = readByPandoc(await write(format), from)
    expect(lost(text)).toEqual([])
    if (format !== 'html' && format !== 'epub') expect(footnotes).toBe(notes.length)
  })

  it('reads all 1,000 quotes out of the notes for Obsidian, and every title out of their list', async () => {
    const notes = join(folder, 'vault')
    mkdirSync(notes)
    const files = Object.entries(unzipSync(readFileSync(await write('obsidian-notes')))).map(
      ([name, bytes], i) => {
        const file = join(notes, `${i}.md`)
        writeFileSync(file, bytes)
        return { name, file }
      }
    )
    expect(files).toHaveLength(ENTRIES + 1)
    const [first, ...others] = files.map(({ file }) => file)
    const format = 'gfm+footnotes+yaml_metadata_block'
    expect(lost(readByPandoc(others, format).text)).toEqual([])
    const contents = squash(readByPandoc(first ?? '', format).text)
    expect(new Set(contents.match(/Title \d+ /g)).size).toBe(ENTRIES)
  })

  it.each([
    ['csl-json', 'csljson'],
    ['biblatex', 'biblatex'],
    ['bibtex', 'bibtex']
  ] as const)('reads all references out of %s', async (format, from) => {
    expect(countByPandoc(await write(format), from)).toBe(ENTRIES)
  })
})

/** LibreOffice's own copy of a file, as `to`. */
function convert(file: string, to: string, ending = to.split(':')[0] ?? ''): string {
  const args = ['--headless', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', to]
  execFileSync('soffice', [...args, '--outdir', folder, file], { stdio: 'ignore' })
  return file.replace(/\.[a-z]+$/, `.${ending}`)
}

describe.skipIf(!office)(`LibreOffice ${absent('soffice')}`, () => {
  it.each(['docx', 'odt', 'rtf'] as const)('opens the %s and shows every quote', async (format) => {
    const text = readFileSync(convert(await write(format), 'txt:Text (encoded):UTF8'), 'utf8')
    expect(lost(text)).toEqual([])
    // Its text has no notes; its own format has.
    const own = readFileSync(convert(await write(format), 'fodt'), 'utf8')
    expect(own.match(/<text:note /g)).toHaveLength(notes.length)
  })

  it.skipIf(!calc)('Calc opens the CSV and computes nothing', async () => {
    const file = convert(await write('csv'), 'fods')
    const sheet = readFileSync(file, 'utf8')
    expect(sheet.match(/<table:table-row/g)?.length).toBeGreaterThanOrEqual(ENTRIES + 1)
    expect(sheet).not.toMatch(/table:formula=/)
  })
})

describe.skipIf(epubcheck === undefined)(`epubcheck ${absent('epubcheck')}`, () => {
  it('finds no error and no warning', async () => {
    const [program = '', ...args] = epubcheck ?? []
    const { stdout, stderr } = spawnSync(program, [...args, await write('epub')], { encoding: 'utf8' })
    expect((stdout + stderr).split('\n').filter((l) => /^(?:ERROR|WARNING|FATAL)/.test(l))).toEqual([])
    expect(stdout).toMatch(/No errors or warnings detected/)
  })
})

describe.skipIf(!xmllint)(`xmllint ${absent('xmllint')}`, () => {
  it.each(['docx', 'odt', 'epub'] as const)('reads every XML part of the %s', async (format) => {
    const parts = unzipSync(readFileSync(await write(format)))
    const xml = Object.entries(parts).filter(([name]) => /\.(?:xml|rels|xhtml|opf)$/.test(name))
    expect(xml.length).toBeGreaterThan(3)
    for (const [name, bytes] of xml) {
      const { status, stderr } = spawnSync('xmllint', ['--noout', '-'], { input: Buffer.from(bytes) })
      expect(`${name}: ${String(stderr)}`).toBe(`${name}: `)
      expect(status).toBe(0)
    }
  })
})

describe.skipIf(!latex)(`pdflatex and biber ${absent('pdflatex or biber')}`, () => {
  /** What pdflatex has letters for: Latin script, and Greek letters that are named in the field are not needed. */
  const latin = (text: string): boolean => /^[\u0000-\u024f\u1e00-\u1eff\u2010-\u2026]*$/.test(text)
  const written = articles.filter((a) => latin(a.title))

  async function cite(
    engine: 'pdflatex' | 'lualatex',
    format: 'bibtex' | 'biblatex',
    cited: readonly Article[]
  ): Promise<void> {
    const bib = await write(format, { kind: 'articles', ids: cited.map((a) => a.id) })
    const name = `${engine}-${format}`
    const tex = join(folder, `${name}.tex`)
    const [letters, safe] =
      engine === 'lualatex'
        ? ['', '']
        : ['\\usepackage[T1]{fontenc}\\usepackage[utf8]{inputenc}\\usepackage{textcomp}', ',safeinputenc']
    writeFileSync(
      tex,
      `\\documentclass{article}${letters}
\\usepackage[backend=biber,style=authoryear${safe}]{biblatex}\\addbibresource{${bib}}
\\begin{document}
${cited.map((a) => `\\cite{${a.citekey}}`).join('\n')}
\\printbibliography\\end{document}\n`
    )
    const run = (program: string, args: string[]): string =>
      spawnSync(program, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 }).stdout
    run(engine, ['-interaction=nonstopmode', tex])
    const said = run('biber', [name])
    expect(said.split('\n').filter((l) => /ERROR|WARN/.test(l))).toEqual([])
    run(engine, ['-interaction=nonstopmode', tex])
    const log = run(engine, ['-interaction=nonstopmode', tex])
    expect(log.split('\n').filter((l) => l.startsWith('!'))).toEqual([])
    expect(log).not.toMatch(/Citation .* undefined/)
    expect(log).not.toMatch(/There were undefined references/)
    expect(log).toMatch(/Output written on/)
  }

  it.each(['bibtex', 'biblatex'] as const)('cites every entry in Latin script from %s', (format) =>
    cite('pdflatex', format, written)
  )

  it.skipIf(!has('lualatex')).each(['bibtex', 'biblatex'] as const)(
    `LuaLaTeX cites every entry from %s ${absent('lualatex')}`,
    (format) => cite('lualatex', format, articles)
  )
})

describe('every format', () => {
  it.each(ALL_FORMATS)('%s: twice the same bytes', async (format) => {
    const once = readFileSync(await write(format))
    expect(once.equals(readFileSync(await write(format)))).toBe(true)
  })

  it('RTF is seven bits', async () => {
    expect(readFileSync(await write('rtf')).every((byte) => byte < 128)).toBe(true)
  })
})

describe('tables', () => {
  it('RIS has as many entries as the list, CSV as many lines, and neither a formula', async () => {
    const ris = readFileSync(await write('ris'), 'utf8')
    expect(ris.match(/^TY {2}- /gm)).toHaveLength(ENTRIES)
    const csv = readFileSync(await write('csv'), 'utf8')
    expect(csv.trimEnd().split('\r\n')).toHaveLength(ENTRIES + 1)
    expect(csv).not.toMatch(/"[=+\-@]/)
  })
})

describe.skipIf(browser.path === undefined || !has('pdftotext', '-v') || !has('pdfinfo', '-v'))(
  `the browser's PDF ${absent('Chromium or poppler')}`,
  () => {
    it('holds every quote, is tagged and titled, and is the same twice', async () => {
      const file = await write('pdf')
      const first = readFileSync(file)
      const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' })
      expect(info).toMatch(/Title:\s+Thousand/)
      expect(info).toMatch(/Tagged:\s+yes/)
      expect(Number(/Pages:\s+(\d+)/.exec(info)?.[1])).toBeGreaterThan(50)
      const text = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8', maxBuffer: 64 << 20 })
      expect(quotes.filter((_, n) => !text.includes(`QB${n} `) || !text.includes(`QE${n}`))).toEqual([])
      const bare = text.normalize('NFKC').replace(/[\s\p{Cf}]+/gu, '')
      const said = quotes.map((q) => q.quote.exact.normalize('NFKC')).join(' ')
      const chinese = new Set(said.match(/\p{Script=Han}+/gu))
      expect([...chinese].filter((word) => !bare.includes(word))).toEqual([])
      // pdftotext turns around the pieces of a word with a ligature or a vowel sign in it, so here letters are counted.
      const count = (of: string, letter: string): number => of.split(letter).length - 1
      const letters = new Set(said.match(/[\p{Script=Arabic}\p{Script=Hebrew}]/gu))
      expect(letters.size).toBeGreaterThan(20)
      expect([...letters].filter((letter) => count(bare, letter) < count(said, letter))).toEqual([])
      expect(Buffer.compare(readFileSync(await write('pdf')), first)).toBe(0)
    }, 300_000)
  }
)
