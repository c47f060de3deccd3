/** An exported page: nothing of it runs or loads, and nothing is missing. */
import { describe, expect, it } from 'vitest'
import type { ExportScope } from '#shared/contract/exchange'
import { NASTY } from './library'
import { nastyLibrary } from './nasty-library'
import { readHtml, textOf, withClass } from './read-back'
import { runExport, squash } from './run-export'

describe('html', () => {
  it('holds every hostile text as text, loads nothing and runs nothing', async () => {
    const library = nastyLibrary()
    const all = readHtml((await runExport(library, { kind: 'list', list: library.list }, 'html')).text)
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
    const all = readHtml((await runExport(library, { kind: 'list', list: library.list }, 'html')).text)
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
    const { text } = await runExport(library, scope, 'html', { notes: false })
    expect(text).not.toContain('the pond')
    expect(text).toContain('méthode')
  })
})
