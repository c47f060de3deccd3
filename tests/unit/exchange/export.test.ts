/** What holds for every format, and plain text. */
import { describe, expect, it } from 'vitest'
import { CarrelError } from '#shared/contract/errors'
import type { ExportFormat, ExportScope } from '#shared/contract/exchange'
import { aList, anArticle, NASTY, newId } from './library'
import { gone, james, nastyLibrary } from './nasty-library'
import { scanBib } from './read-back'
import { runExport } from './run-export'

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

describe('every format', () => {
  it.each(FORMATS)(
    '%s: same library, same bytes; order kept; trashed and missing left out with a sentence',
    async (format) => {
      const library = nastyLibrary()
      const a = await runExport(library, { kind: 'list', list: library.list }, format)
      const b = await runExport(library, { kind: 'list', list: library.list }, format)
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
      const out = await runExport({ articles: [article] }, { kind: 'all' }, format)
      expect(out.text).toContain('a\ufffdb\ufffdc')
      if (format !== 'text' && format !== 'docx') expect(out.text).toContain('keye')
      expect(out.warnings.join()).toContain('2 characters are not valid text')
      expect(out.warnings.join()).toContain('k{e}y é → keye')
    }
  })

  it('gives equal keys apart and sorts the whole library by author', async () => {
    const one = anArticle({ title: 'B', authors: [{ family: 'Ätna' }], citekey: 'same' })
    const two = anArticle({ title: 'A', authors: [{ family: 'Zoo' }], citekey: 'SAME' })
    const out = await runExport({ articles: [two, one] }, { kind: 'all' }, 'biblatex')
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
      await expect(runExport(library, { ...scope } as ExportScope, 'text')).rejects.toThrow(CarrelError)
  })

  it('exports an empty list as an empty document', async () => {
    const list = aList('Empty', [])
    for (const format of FORMATS) {
      const out = await runExport({ lists: [list] }, { kind: 'list', list: list.id }, format)
      expect(out.entries).toBe(0)
      expect(out.warnings).toEqual(['There is nothing on the list “Empty”.'])
    }
  })
})

describe('text', () => {
  it('says everything in plain lines', async () => {
    const library = nastyLibrary()
    const { text } = await runExport(library, { kind: 'list', list: library.list }, 'text')
    for (const q of NASTY) expect(text).toContain(`    “${q}”`)
    expect(text).toContain('James, William (1890). The Principles of Psychology. Henry Holt.')
    expect(text).toContain(
      'Müller, Jörg, Jan Łukasiewicz, Jr., and Barnes and Noble (2024). “On E. coli, DNA & 100% of the rest.” Journal of Small Steps 12(3), 4–10.'
    )
    expect(text).toContain('    Why read: First “this”.\n    Then _that_.')
  })
})
