/** 200 entries with 1,000 hostile quotes, through every format, counted on the other side. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createExchange } from '#core/exchange/exchange'
import { spawnInline } from '#core/workers/inline'
import { createWorkers } from '#core/workers/pool'
import type { ExportFormat } from '#shared/contract/exchange'
import { aHighlight, aList, aNote, anArticle, NASTY, recordsOf } from '../unit/exchange/library'
import { countByPandoc, has, readByPandoc } from './pandoc'

const ENTRIES = 200
const pandoc = has('pandoc')
const office = has('soffice')

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

async function write(format: ExportFormat): Promise<string> {
  const made = await createExchange({ store, workers }).handlers['exchange.export'](
    { scope: { kind: 'list', list: list.id }, format },
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

describe.skipIf(!pandoc)('pandoc', () => {
  it.each([
    ['docx', 'docx'],
    ['html', 'html'],
    ['markdown', 'markdown-smart']
  ] as const)('reads all 1,000 quotes out of %s', async (format, from) => {
    const { text, footnotes } = readByPandoc(await write(format), from)
    expect(lost(text)).toEqual([])
    if (format !== 'html') expect(footnotes).toBe(notes.length)
  })

  it.each([
    ['csl-json', 'csljson'],
    ['biblatex', 'biblatex'],
    ['bibtex', 'bibtex']
  ] as const)('reads all references out of %s', async (format, from) => {
    expect(countByPandoc(await write(format), from)).toBe(ENTRIES)
  })
})

describe.skipIf(!office)('LibreOffice', () => {
  it('opens the DOCX and shows every quote', async () => {
    const file = await write('docx')
    const args = [
      '--headless',
      `-env:UserInstallation=file://${folder}/profile`,
      '--convert-to',
      'txt:Text (encoded):UTF8'
    ]
    execFileSync('soffice', [...args, '--outdir', folder, file], { stdio: 'ignore' })
    expect(lost(readFileSync(file.replace(/\.docx$/, '.txt'), 'utf8'))).toEqual([])
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
