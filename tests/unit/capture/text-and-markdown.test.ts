import { describe, expect, it } from 'vitest'
import type { Draft, Format, Source } from '#core/capture/draft'
import { importSource } from '#core/capture/importers/importers'
import { paragraphsOf } from '#core/capture/importers/text'
import { bytesOf, PNG } from './support'

const read = (format: Format, text: string, more: Partial<Source> = {}): Draft =>
  importSource({ bytes: bytesOf(text), format, extraction: 'article', ...more })

describe('plain text', () => {
  it('joins wrapped lines, keeps verse, and splits where lines are paragraphs', () => {
    const wrapped =
      'Studies serve for delight, for ornament, and for ability. Their chief\nuse for delight is in privateness and retiring; for ornament, is in it.\n\nNext.'
    expect(paragraphsOf(wrapped)).toEqual([[wrapped.split('\n\n')[0]?.replace('\n', ' ')], ['Next.']])
    expect(paragraphsOf('Shall I compare thee\nto a summer’s day?\n\nThou art')).toEqual([
      ['Shall I compare thee', 'to a summer’s day?'],
      ['Thou art']
    ])
    expect(paragraphsOf('one\r\ntwo\rthree\u0085four')).toEqual([['one'], ['two'], ['three'], ['four']])
  })
  it('takes its title from a first line, its name, or its first words', () => {
    const text = 'Of Studies\n\nStudies serve for delight.'
    expect(read('txt', text, { name: 'x.txt' }).fields).toMatchObject({
      title: 'Of Studies',
      type: 'document'
    })
    expect(read('txt', 'Studies serve. For delight.', { name: 'c:\\dir\\of_studies.txt' }).fields.title).toBe(
      'of studies'
    )
    expect(read('txt', 'Studies serve.').fields.title).toBe('Studies serve.')
  })
  it('is never markup', () => {
    expect(read('txt', '<script>x()</script> & <b>').body).toBe(
      '<p>&lt;script&gt;x()&lt;/script&gt; &amp; &lt;b&gt;</p>\n'
    )
  })
  it('is refused, with what it is, when it is something else', () => {
    expect(() => importSource({ bytes: PNG, format: 'txt', extraction: 'whole' })).toThrow(
      /PNG image, not text/
    )
    expect(() => read('txt', '%PDF-1.7 …')).toThrow(/a PDF/)
    expect(() => read('txt', ' \n\t ')).toThrow(/only white space/)
    expect(() => read('txt', '')).toThrow(/empty/)
  })
})

describe('Markdown', () => {
  it('reads front matter, tables, footnotes, tasks and code', () => {
    const draft = read(
      'md',
      `---
title: "Of Studies"
author:
  - Bacon, Francis
  - Mary Roe
date: 1597
tags: [essay, "study/method"]
source: https://site.test/essays/1
doi: https://doi.org/10.1000/essay.1
isbn: 978-0-306-40615-7
lang: en
aliases: [x]
---
# Of Studies

Studies[^1] serve ~~not~~.

| a | b |
|---|:-:|
| 1 | 2 |

- [x] read
- [ ] weigh

\`\`\`js
a < b
\`\`\`

[^1]: A note.
`
    )
    expect(draft.fields).toMatchObject({
      type: 'webpage',
      title: 'Of Studies',
      authors: [
        { family: 'Bacon', given: 'Francis' },
        { family: 'Roe', given: 'Mary' }
      ],
      issued: '1597',
      url: 'https://site.test/essays/1',
      doi: '10.1000/essay.1',
      isbn: '9780306406157',
      lang: 'en'
    })
    expect(draft.tags).toEqual(['essay', 'study/method'])
    expect(draft.origins).toMatchObject({ title: 'front matter', authors: 'front matter' })
    expect(draft.body).not.toContain('<h1>')
    expect(draft.body).toContain('<td>1</td>')
    expect(draft.body).toContain('<pre><code class="language-js">a &lt; b\n</code></pre>')
    expect(draft.body).toMatch(/href="#s-fn-1"/)
    expect(draft.body).toMatch(/<li id="s-fn-1">[^]*href="#s-fnref-1"/)
    expect(draft.text).toContain('☑ read')
    expect(draft.text).toContain('☐ weigh')
    expect(draft.text).not.toContain('author')
    expect(draft.missing).toEqual([])
  })
  it('names the lines of front matter that it does not read', () => {
    const draft = read(
      'md',
      '---\ntitle: !!js/function x\nauthor: &a [b]\ntags: *a\n__proto__: {polluted: 1}\n---\n\nText.'
    )
    expect(draft.missing.map((m) => m.reason)).toEqual(
      [2, 3, 4, 5].map((line) => `Line ${line} of the front matter was not understood and not used`)
    )
    expect(draft.text).toBe('Text.')
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })
  it('takes HTML in it through the sanitiser', () => {
    const draft = read(
      'md',
      'A <kbd>key</kbd>\n\n<script>x()</script>\n\n<div onclick="x()">b</div>\n\n[c](javascript:x())'
    )
    expect(draft.body).toContain('<kbd>key</kbd>')
    expect(draft.body).not.toMatch(/script|onclick/)
    expect(draft.removed.length).toBeGreaterThan(1)
  })
  it('keeps a rule that only looks like front matter', () => {
    expect(read('md', '---\n\nA paragraph without an end fence').text).toContain('A paragraph')
  })
})
