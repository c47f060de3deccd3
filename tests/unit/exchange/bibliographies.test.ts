/** BibTeX, BibLaTeX and CSL-JSON, as another program reads them. */
import { describe, expect, it } from 'vitest'
import { anArticle, NASTY } from './library'
import { nastyLibrary } from './nasty-library'
import { scanBib, untex } from './read-back'
import { runExport } from './run-export'

/** Balanced markup of CSL's short list is formatting, in titles. */
const asTitle = (s: string): string => s.replace('<b>not bold</b>', 'not bold')

describe('bibliographies', () => {
  it.each(['bibtex', 'biblatex'] as const)(
    '%s survives a scanner that counts every brace',
    async (format) => {
      const library = nastyLibrary()
      const out = await runExport(library, { kind: 'list', list: library.list }, format)
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
    const { text, warnings } = await runExport({ articles: [article] }, { kind: 'all' }, 'bibtex')
    expect(text).toContain('{\\v C}apek, ``{\\r A}ngstr{\\"o}m\'\' -- na{\\"\\i}ve')
    expect(text).toContain('Nguy{\\~{\\^e}}n')
    expect(text).toContain('{\\ensuremath{\\alpha}}')
    expect(text.replace('ﬁ', '')).toMatch(/^[\0-\x7f]*$/)
    expect(warnings).toHaveLength(1) // the ligature
  })

  it('csl-json is JSON with keys, dates and names', async () => {
    const library = nastyLibrary()
    const items: unknown = JSON.parse(
      (await runExport(library, { kind: 'list', list: library.list }, 'csl-json')).text
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
