import { describe, expect, it } from 'vitest'
import { authorDate, quoteWithCitation } from '#shared/domain/quote'

const article = {
  title: 'A Tour of the Reading Room',
  authors: [{ family: 'Roe', given: 'Mary' }],
  issued: '1903-03'
}

describe('authorDate', () => {
  it('names one, two, and more authors', () => {
    expect(authorDate(article)).toBe('Roe 1903')
    expect(authorDate({ ...article, authors: [...article.authors, { family: 'Doe' }] })).toBe(
      'Roe and Doe 1903'
    )
    expect(
      authorDate({ ...article, authors: [...article.authors, { family: 'Doe' }, { literal: 'X' }] })
    ).toBe('Roe et al. 1903')
  })
  it('says n.d. without a date and takes the title without an author', () => {
    expect(authorDate({ title: 'Rules', authors: [] })).toBe('“Rules” n.d.')
  })
  it('reads EDTF: years BC, seasons', () => {
    expect(authorDate({ ...article, issued: '-0379' })).toBe('Roe 380 BC')
    expect(authorDate({ ...article, issued: '2001-21' })).toBe('Roe 2001')
  })
})

describe('quoteWithCitation', () => {
  it('puts the words in quotation marks and nests those inside', () => {
    expect(quoteWithCitation(article, 'the “good” lamp').text).toBe('“the ‘good’ lamp” (Roe 1903)')
  })
  it('escapes everything in HTML and links only http', () => {
    const q = quoteWithCitation({ ...article, url: 'javascript:alert(1)' }, '<b> & "x"')
    expect(q.html).toBe('<p>“&lt;b&gt; &amp; &quot;x&quot;” (Roe 1903)</p>')
    expect(quoteWithCitation({ ...article, url: 'https://a.example/"x' }, 'a').html).toContain(
      '<a href="https://a.example/&quot;x">'
    )
  })
  it('makes long quotations blocks', () => {
    const long = Array.from({ length: 45 }, () => 'word').join(' ')
    expect(quoteWithCitation(article, long).html).toMatch(/^<blockquote><p>word/)
    expect(quoteWithCitation(article, 'a\nb').html).toBe(
      '<blockquote><p>a</p><p>b (Roe 1903)</p></blockquote>'
    )
  })
})
