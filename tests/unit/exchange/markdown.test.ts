/** Exported Markdown, read by a parser that is not ours. */
import { describe, expect, it } from 'vitest'
import { NASTY } from './library'
import { nastyLibrary } from './nasty-library'
import { readMarkdown, textOf } from './read-back'
import { runExport, squash } from './run-export'

describe('markdown', () => {
  it('reads back word for word in CommonMark', async () => {
    const library = nastyLibrary()
    const { text } = await runExport(library, { kind: 'list', list: library.list }, 'markdown')
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
