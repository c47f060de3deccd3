import { afterAll, describe, expect, it } from 'vitest'
import { createExchange } from '#core/exchange/exchange'
import { spawnInline } from '#core/workers/inline'
import { createWorkers } from '#core/workers/pool'
import { CarrelError } from '#shared/contract/errors'
import type { ExportFormat, ExportScope } from '#shared/contract/exchange'
import type { Article } from '#shared/contract/records'
import {
  aHighlight,
  aList,
  aNote,
  anArticle,
  NASTY,
  newId,
  NO_ASSETS,
  recordsOf,
  type Library
} from './library'
import { readDocx, readHtml, readMarkdown, scanBib, textOf, untex, withClass } from './read-back'

const running = { signal: new AbortController().signal, progress: () => undefined }
const FORMATS: ExportFormat[] = [
  'markdown',
  'html',
  'bibtex',
  'biblatex',
  'csl-json',
  'text',
  'docx',
  'ris',
  'csv'
]
const workers = createWorkers(spawnInline(), 1)
afterAll(() => workers.close())

/** As the handler answers; of zipped formats `text` is the words of the document's own part. */
async function run(
  library: Library,
  scope: ExportScope,
  format: ExportFormat,
  include?: { notes: boolean }
): Promise<{ text: string; fileName: string; entries: number; warnings: string[] }> {
  const { handlers } = createExchange({
    store: recordsOf(library),
    workers,
    assets: NO_ASSETS,
    matches: async () => [],
    ownStyle: async () => undefined,
    print: async (html) => new TextEncoder().encode(html)
  })
  const asked = include ? { scope, format, include } : { scope, format }
  const out = await handlers['exchange.export'](asked, running)
  return out.bytes === undefined ? out : { ...out, text: readDocx(out.bytes) }
}

/** Balanced markup of CSL's short list is formatting, in titles. */
const asTitle = (s: string): string => s.replace('<b>not bold</b>', 'not bold')
const squash = (s: string): string => s.replace(/\s+/g, ' ').trim()

const james = anArticle({
  type: 'book',
  title: 'The Principles of Psychology',
  authors: [{ family: 'James', given: 'William' }],
  issued: '1890',
  publisher: 'Henry Holt',
  citekey: 'jamesPrinciplesPsychology1890',
  tags: ['habit/early', 'méthode'],
  lang: 'en'
})
const roe = anArticle({
  type: 'article-journal',
  title: 'On <i>E. coli</i>, DNA & 100% of the rest',
  authors: [
    { family: 'Müller', given: 'Jörg' },
    { family: 'Łukasiewicz, Jr.', given: 'Jan' },
    { literal: 'Barnes and Noble' }
  ],
  issued: '2024-05-01',
  container: 'Journal of Small Steps',
  volume: '12',
  issue: '3',
  pages: '4-10',
  doi: '10.1000/x_{1}%',
  url: 'https://example.org/a?b=c_d&e=%20f#g',
  citekey: 'mullerColiDNA2024',
  lang: 'de'
})
const bare = anArticle({ type: 'document', title: '', citekey: '' })
const gone = anArticle({ title: 'Thrown “away”', citekey: 'gone', trashed: '2026-11-21T00:00:00.000Z' })
const hostile = NASTY.map((title, i) =>
  anArticle({
    title,
    authors: [{ family: title, given: title }, { literal: title }],
    container: title,
    citekey: `hostile${i}`,
    url: `https://example.org/${title}`
  })
)

function nastyLibrary(): Library & { list: string } {
  const list = aList(`Ch. 2: small <steps> / away? 中文`, [
    [roe, 'First “this”.\nThen _that_.', 'Background'],
    [james, '', 'Background'],
    [bare, '', 'القسم & <العربي>'],
    [gone, 'no', 'القسم & <العربي>'],
    ...hostile.map((a, i): [Article, string, string] => [a, NASTY[i] ?? '', '# Hostile'])
  ])
  list.entries.push({ article: newId(), why: '', section: '# Hostile', added: list.created })
  return {
    list: list.id,
    lists: [list],
    articles: [james, roe, bare, gone, ...hostile],
    annotations: [
      ...NASTY.map((q) => aHighlight(james, q, { note: '**bold** remark' })),
      aHighlight(roe, 'two\nparagraphs', { color: 'rose' }),
      aHighlight(roe, 'thrown away', { trashed: gone.created })
    ],
    notes: [
      aNote(
        james,
        '# Reading note\n\nSee [[Walden|the pond]], [site](https://example.org/a_b) and ![pic](x.png).[^1]\n\n- one\n- two\n\n  more\n\n3. three\n\n```js\nif (a < b) `x`\n```\n\n| a | b |\n|---|---|\n| 1 \\| 2 | *c* |\n\n[^1]: A footnote, of itself[^1].\n\n<img src=x onerror=alert(1)> [bad](javascript:alert(1))'
      )
    ]
  }
}

describe('every format', () => {
  it.each(FORMATS)(
    '%s: same library, same bytes; order kept; trashed and missing left out with a sentence',
    async (format) => {
      const library = nastyLibrary()
      const a = await run(library, { kind: 'list', list: library.list }, format)
      const b = await run(library, { kind: 'list', list: library.list }, format)
      expect(a).toEqual(b)
      expect(a.entries).toBe(3 + NASTY.length)
      expect(a.warnings).toContain('1 article is in the trash and left out: “Thrown “away””.')
      expect(a.warnings).toContain('1 article is not in the library any more and left out.')
      expect(a.text).not.toContain('Thrown')
      expect(a.text).not.toContain('thrown away')
      expect(a.text).not.toMatch(/\p{Surrogate}/u)
      expect(a.fileName).toMatch(/^Ch\. 2 small steps away 中文\.(md|html|bib|json|txt|docx|ris|csv)$/)
      expect(a.text.indexOf('Small Steps')).toBeLessThan(a.text.indexOf('Henry Holt'))
      expect(a.text.endsWith('\n')).toBe(true)
    }
  )

  it('keeps lone surrogates and controls out, and says so', async () => {
    const article = anArticle({ title: 'a\ud800b\u0000c', citekey: 'k{e}y é' })
    for (const format of FORMATS) {
      const out = await run({ articles: [article] }, { kind: 'all' }, format)
      expect(out.text).toContain('a\ufffdb\ufffdc')
      if (format !== 'text' && format !== 'docx') expect(out.text).toContain('keye')
      expect(out.warnings.join()).toContain('2 characters are not valid text')
      expect(out.warnings.join()).toContain('k{e}y é → keye')
    }
  })

  it('gives equal keys apart and sorts the whole library by author', async () => {
    const one = anArticle({ title: 'B', authors: [{ family: 'Ätna' }], citekey: 'same' })
    const two = anArticle({ title: 'A', authors: [{ family: 'Zoo' }], citekey: 'SAME' })
    const out = await run({ articles: [two, one] }, { kind: 'all' }, 'biblatex')
    expect(scanBib(out.text).map((e) => e.key)).toEqual(['same', 'SAME-2'])
  })

  it('refuses what is not there', async () => {
    const list = { ...aList('Old', []), trashed: james.created }
    const library = { lists: [list], articles: [gone] }
    for (const scope of [
      { kind: 'list', list: list.id },
      { kind: 'list', list: newId() },
      { kind: 'articles', ids: [gone.id, newId()] }
    ] as const)
      await expect(run(library, { ...scope } as ExportScope, 'text')).rejects.toThrow(CarrelError)
  })

  it('exports an empty list as an empty document', async () => {
    const list = aList('Empty', [])
    for (const format of FORMATS) {
      const out = await run({ lists: [list] }, { kind: 'list', list: list.id }, format)
      expect(out.entries).toBe(0)
      expect(out.warnings).toEqual(['There is nothing on the list “Empty”.'])
    }
  })
})

describe('html', () => {
  it('holds every hostile text as text, loads nothing and runs nothing', async () => {
    const library = nastyLibrary()
    const all = readHtml((await run(library, { kind: 'list', list: library.list }, 'html')).text)
    const quotes = withClass(all, 'quote').map(textOf).map(squash)
    for (const q of NASTY) expect(quotes).toContain(squash(q))
    const references = withClass(all, 'reference').map(textOf)
    for (const [i, q] of NASTY.entries()) expect(references[i + 3]).toContain(q)
    expect(references[2]).toBe('Untitled. (n.d.).')
    const tags = new Set(all.map((e) => e.tagName))
    for (const tag of ['script', 'img', 'link', 'iframe', 'b', 'object', 'base'])
      expect(tags).not.toContain(tag)
    for (const e of all)
      for (const a of e.attrs) {
        expect(a.name).not.toMatch(/^on|^src$|^style$/)
        if (a.name === 'href') expect(a.value).toMatch(/^(https?:|#f[nr]\d+$)/)
      }
    const ids = all.flatMap((e) => e.attrs.filter((a) => a.name === 'id').map((a) => a.value))
    expect(new Set(ids).size).toBe(ids.length)
    const policy = all.find((e) => e.attrs.some((a) => a.value === 'Content-Security-Policy'))
    expect(policy?.attrs.find((a) => a.name === 'content')?.value).toMatch(
      /^default-src 'none'; style-src 'sha256-/
    )
  })

  it('marks direction and language, keeps notes, tables and footnotes', async () => {
    const library = nastyLibrary()
    const all = readHtml((await run(library, { kind: 'list', list: library.list }, 'html')).text)
    const dirOf = (text: string): string | undefined =>
      withClass(all, 'quote')
        .find((e) => squash(textOf(e)) === squash(text))
        ?.attrs.find((a) => a.name === 'dir')?.value
    expect(dirOf(NASTY[0] ?? '')).toBe('rtl')
    expect(dirOf(NASTY[2] ?? '')).toBeUndefined()
    const text = all.map((e) => (e.tagName === 'main' ? squash(textOf(e)) : '')).join('')
    for (const part of [
      'See the pond, site and pic.1',
      '<img src=x onerror=alert(1)> bad',
      'A footnote, of itself[1].',
      'if (a < b) `x`',
      'Background',
      'القسم & <العربي>'
    ])
      expect(text).toContain(part)
    expect(all.filter((e) => e.tagName === 'td').map(textOf)).toEqual(['1 | 2', 'c'])
    expect(
      all.some((e) => e.tagName === 'ol' && e.attrs.some((a) => a.name === 'start' && a.value === '3'))
    ).toBe(true)
    expect(all.filter((e) => e.tagName === 'em').map(textOf)).toContain('E. coli')
  })

  it('leaves out what was not asked for', async () => {
    const library = nastyLibrary()
    const scope: ExportScope = { kind: 'list', list: library.list }
    const { text } = await run(library, scope, 'html', { notes: false })
    expect(text).not.toContain('the pond')
    expect(text).toContain('méthode')
  })
})

describe('markdown', () => {
  it('reads back word for word in CommonMark', async () => {
    const library = nastyLibrary()
    const { text } = await run(library, { kind: 'list', list: library.list }, 'markdown')
    expect(text).toMatch(/^---\ntitle: "Ch\. 2: small \\\\<steps\\\\> \/ away\? 中文"\n/)
    const all = readMarkdown(text)
    const quotes = all
      .filter((e) => e.tagName === 'blockquote')
      .map(textOf)
      .map(squash)
    for (const q of NASTY) expect(quotes).toContain(squash(`${q} [@jamesPrinciplesPsychology1890]`))
    expect(quotes).toContain('two paragraphs [@mullerColiDNA2024]')
    expect(all.filter((e) => e.tagName === 'h1').map(textOf)).toEqual([
      'Background',
      'القسم & <العربي>',
      '# Hostile'
    ])
    const paragraphs = all
      .filter((e) => e.tagName === 'p')
      .map(textOf)
      .map(squash)
    for (const q of NASTY) expect(paragraphs.some((p) => p === squash(`Why read: ${q}`))).toBe(true)
    expect(all.filter((e) => e.tagName === 'td').map(textOf)).toEqual(['1 | 2', 'c'])
    expect(all.some((e) => e.tagName === 'script' || e.tagName === 'img')).toBe(false)
  })
})

describe('bibliographies', () => {
  it.each(['bibtex', 'biblatex'] as const)(
    '%s survives a scanner that counts every brace',
    async (format) => {
      const library = nastyLibrary()
      const out = await run(library, { kind: 'list', list: library.list }, format)
      const entries = scanBib(out.text)
      expect(entries).toHaveLength(3 + NASTY.length)
      expect(new Set(entries.map((e) => e.key)).size).toBe(entries.length)
      const [coli, book] = entries
      expect(coli?.fields.get('title')).toContain(
        format === 'bibtex' ? '\\emph{E. coli}, {DNA} \\& 100\\% of' : '\\mkbibemph{E. coli}, {DNA}'
      )
      expect(coli?.fields.get('author')).toBe(
        format === 'bibtex'
          ? 'M{\\"u}ller, J{\\"o}rg and {{\\L}ukasiewicz, Jr.}, Jan and {Barnes and Noble}'
          : 'Müller, Jörg and {Łukasiewicz, Jr.}, Jan and {Barnes and Noble}'
      )
      expect(coli?.fields.get('pages')).toBe('4--10')
      expect(coli?.fields.get('doi')).toBe('10.1000/x_%7B1%7D%')
      expect(coli?.fields.get('url')).toBe('https://example.org/a?b=c_d&e=%20f#g')
      expect(format === 'bibtex' ? coli?.fields.get('month') : coli?.fields.get('date')).toBe(
        format === 'bibtex' ? 'may' : '2024-05-01'
      )
      expect(book?.fields.get('keywords')).toBe(
        format === 'bibtex' ? "habit/early, m{\\'e}thode" : 'habit/early, méthode'
      )
      if (format === 'biblatex')
        for (const [i, title] of NASTY.entries())
          expect(untex(entries[i + 3]?.fields.get('title') ?? '')).toBe(asTitle(title).normalize('NFC'))
      expect(out.warnings.join()).toMatch(
        /\d+ entries have letters that pdfLaTeX cannot set; use XeLaTeX or LuaLaTeX for “hostile0”/
      )
    }
  )

  it('bibtex is ASCII for Latin, Greek and typographic text', async () => {
    const article = anArticle({
      title: 'Čapek, “Ångström” – naïve ﬁancée… α→β, Nguyễn',
      authors: [{ family: 'García-Márquez', given: 'Ñandú' }],
      citekey: 'k'
    })
    const { text, warnings } = await run({ articles: [article] }, { kind: 'all' }, 'bibtex')
    expect(text).toContain('{\\v C}apek, ``{\\r A}ngstr{\\"o}m\'\' -- na{\\"\\i}ve')
    expect(text).toContain('Nguy{\\~{\\^e}}n')
    expect(text).toContain('{\\ensuremath{\\alpha}}')
    expect(text.replace('ﬁ', '')).toMatch(/^[\0-\x7f]*$/)
    expect(warnings).toHaveLength(1) // the ligature
  })

  it('csl-json is JSON with keys, dates and names', async () => {
    const library = nastyLibrary()
    const items: unknown = JSON.parse(
      (await run(library, { kind: 'list', list: library.list }, 'csl-json')).text
    )
    expect(items).toMatchObject([
      {
        id: 'mullerColiDNA2024',
        type: 'article-journal',
        issued: { 'date-parts': [[2024, 5, 1]] },
        author: [{ family: 'Müller', given: 'Jörg' }, {}, { literal: 'Barnes and Noble' }],
        annote: 'First “this”.\n\nThen _that_.'
      },
      { id: 'jamesPrinciplesPsychology1890', keyword: 'habit/early, méthode' },
      { id: 'anon' },
      ...NASTY.map((title) => ({ title, 'container-title': title }))
    ])
  })
})

describe('text', () => {
  it('says everything in plain lines', async () => {
    const library = nastyLibrary()
    const { text } = await run(library, { kind: 'list', list: library.list }, 'text')
    for (const q of NASTY) expect(text).toContain(`    “${q}”`)
    expect(text).toContain('James, William (1890). The Principles of Psychology. Henry Holt.')
    expect(text).toContain(
      'Müller, Jörg, Jan Łukasiewicz, Jr., and Barnes and Noble (2024). “On E. coli, DNA & 100% of the rest.” Journal of Small Steps 12(3), 4–10.'
    )
    expect(text).toContain('    Why read: First “this”.\n    Then _that_.')
  })
})
