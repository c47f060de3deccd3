// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { quoteWithCitation } from '#shared/domain/quote'
import { quotedMarkdown } from '../../../src/renderer/features/notes/quoted'

const article = {
  title: 'Rooms',
  authors: [{ family: 'Roe', given: 'Mary' }],
  issued: '1903',
  citekey: 'roe1903'
}

describe('a quotation pasted into a note', () => {
  it('keeps its words and a link to where it is from', () => {
    const { html } = quoteWithCitation(article, 'a <b> & "lamp"\nof two lines')
    expect(quotedMarkdown(html)).toBe('> a <b> & "lamp"\n> of two lines\n>\n> — [[@roe1903|Roe 1903]]')
  })
  it('of a short piece does, too', () => {
    expect(quotedMarkdown(quoteWithCitation(article, 'lamp').html)).toBe(
      '> lamp\n>\n> — [[@roe1903|Roe 1903]]'
    )
  })
  it('from elsewhere is left to the editor', () => {
    expect(quotedMarkdown('<p>lamp</p>')).toBeUndefined()
  })
})
