/** Answers in the formats of Crossref, DataCite, arXiv and Open Library, written for these tests. */
import { describe, expect, it } from 'vitest'
import { readArxivFeed } from '../../../src/core/capture/lookup/arxiv'
import { readCslJson } from '../../../src/core/capture/lookup/csl-json'
import { plainText } from '../../../src/core/capture/lookup/found'
import { HOSTS, sourceOf } from '../../../src/core/capture/lookup/hosts'
import { identify } from '../../../src/core/capture/lookup/identify'
import { forChapter, readOpenLibrary } from '../../../src/core/capture/lookup/open-library'
import { ARXIV_FEED, CROSSREF } from './answers'

describe('by what an article is looked up', () => {
  it.each([
    [{ doi: '10.1000/xyz123' }, 'doi 10.1000/xyz123'],
    [
      { doi: 'https://doi.org/10.1000/(SICI)99:1<1::AID-X1>3.0.CO;2-1' },
      'doi 10.1000/(SICI)99:1<1::AID-X1>3.0.CO;2-1'
    ],
    [{ doi: 'not one', isbn: '9780306406157' }, 'isbn 9780306406157'],
    [{ doi: ' 10.1000.10/a;b(1). ' }, 'doi 10.1000.10/a;b(1)'],
    [{ url: 'https://dx.doi.org/10.1000/a%2Fb' }, 'doi 10.1000/a/b'],
    [{ doi: '10.48550/arXiv.2101.00001' }, 'arxiv 2101.00001'],
    [{ url: 'https://arxiv.org/pdf/2101.00001v3.pdf' }, 'arxiv 2101.00001'],
    // Its feed names old papers without their subject class.
    [{ url: 'https://www.arxiv.org/abs/math.GT/0309136v2' }, 'arxiv math/0309136'],
    // Half a letter, as a page's own claims may have it: no address can be made of that.
    [{ doi: '10.1000/a\ud800b', isbn: '9780306406157' }, 'isbn 9780306406157'],
    [{ url: 'https://arxiv.org/abs/2101.00001', doi: '10.1000/1' }, 'doi 10.1000/1'],
    [{ isbn: '978-0-306-40615-7' }, 'isbn 9780306406157'],
    [{ isbn: '978-0-306-40615-8' }, ''],
    [{ url: 'https://arxiv.org.evil.test/abs/2101.00001' }, ''],
    [{ url: 'https://example.org/10.1000/1' }, '']
  ])('%j', (article, expected) => {
    const found = identify(article)
    expect(found ? `${found.kind} ${found.value}` : '').toBe(expected)
  })
})

describe('CSL-JSON', () => {
  it('of Crossref: markup and entities gone, particles and organisations kept, JATS opened', () => {
    expect(readCslJson(CROSSREF)).toEqual({
      type: 'article-journal',
      title: 'On Orchards & H2O: A Study of a < b',
      authors: [
        { family: 'van der Berg', given: 'Ada' },
        { family: 'Lee Jr.', given: 'Sam' },
        { literal: 'The Copper Collective' }
      ],
      issued: '2019-04-02',
      container: 'Journal of Orchards',
      publisher: 'Copper Press',
      volume: '12',
      issue: '3-4',
      pages: '101–119',
      doi: '10.1000/orchard.12',
      abstract: 'First paragraph, p < 0.05.\nSecond.',
      lang: 'en'
    })
  })
  it('in the envelope of the REST API, where texts are lists; an edited book under its editors', () => {
    const found = readCslJson({
      status: 'ok',
      message: {
        type: 'edited-book',
        title: ['Essays'],
        subtitle: ['Old and New'],
        author: [],
        editor: [{ family: 'Roe' }],
        issued: { 'date-parts': [[null]] },
        ISBN: ['9780306406157', '0306406152']
      }
    })
    expect(found).toEqual({
      type: 'book',
      title: 'Essays: Old and New',
      authors: [{ literal: 'Roe' }],
      isbn: '9780306406157'
    })
  })
  it.each([undefined, null, 'x', [], {}, { title: '' }, { message: 'no' }, { title: '<i></i>' }])(
    'is not in %j',
    (json) => expect(readCslJson(json)).toBeUndefined()
  )
  it('survives fields of any shape, and keeps what can be read', () => {
    const found = readCslJson({
      title: 'T',
      type: 7,
      author: 'nobody',
      issued: { 'date-parts': [['2020', 13, 45]] },
      volume: { a: 1 },
      DOI: 'x'.repeat(600),
      abstract: 'a'.repeat(60_000),
      __proto__: { polluted: true }
    })
    expect(found?.issued).toBe('2020')
    expect(found?.doi).toBeUndefined()
    expect(found?.abstract).toHaveLength(50_000)
    expect(Object.keys(found ?? {})).toEqual(['title', 'issued', 'abstract'])
  })
  it('markup inside markup leaves no tag behind, and a comparison is none', () => {
    expect(
      plainText('a &lt;i&gt;b&lt;/i&gt; <mml:math xmlns="x"><mml:mi>c</mml:mi></mml:math> 1 < 2 > 0')
    ).toBe('a b c 1 < 2 > 0')
  })
})

describe('the Atom feed of arXiv', () => {
  it('has papers by number, without their versions; an error is no paper', () => {
    const feed = readArxivFeed(ARXIV_FEED)
    expect([...(feed ?? [])]).toEqual([
      [
        '2101.00001',
        {
          type: 'report',
          title: 'Orchards of many colours & a < b',
          authors: [
            { family: 'Doe', given: 'Jane' },
            { family: 'de la Cruz', given: 'Ana' }
          ],
          issued: '2021-01-01',
          publisher: 'arXiv',
          url: 'https://arxiv.org/abs/2101.00001',
          abstract: 'We study orchards.'
        }
      ],
      [
        'hep-th/9901001',
        {
          title: 'Old strings',
          authors: [{ family: 'Roe', given: 'R.' }],
          issued: '1999-01-04',
          url: 'https://arxiv.org/abs/hep-th/9901001',
          doi: '10.1000/strings',
          abstract: 'Strings.'
        }
      ]
    ])
  })
  it('is not in a page, nor in nothing', () => {
    expect(readArxivFeed('<html><body>Log in</body></html>')).toBeUndefined()
    expect(readArxivFeed('')).toBeUndefined()
  })
})

describe('Open Library', () => {
  const answer = {
    'ISBN:9780306406157': {
      url: 'https://openlibrary.org/books/OL1M/x',
      title: 'Error-correcting codes',
      subtitle: 'an introduction',
      authors: [{ url: 'https://openlibrary.org/authors/OL1A', name: 'Ann B. Writer' }],
      publishers: [{ name: 'Plenum Press' }],
      publish_date: 'March 1981',
      number_of_pages: 300
    },
    'OLID:OL1M': { title: 'Another key' },
    'ISBN:0306406152': 'not an edition'
  }
  it('names a book; of a chapter it names the book around it', () => {
    const found = readOpenLibrary(answer)
    const book = {
      type: 'book',
      title: 'Error-correcting codes: an introduction',
      authors: [{ family: 'Writer', given: 'Ann B.' }],
      issued: '1981-03',
      publisher: 'Plenum Press'
    } as const
    expect([...(found ?? [])]).toEqual([['9780306406157', book]])
    expect(forChapter({ ...book, authors: [...book.authors] })).toEqual({
      container: book.title,
      issued: '1981-03',
      publisher: 'Plenum Press'
    })
  })
  it('knows none where the answer is empty, and is not in a list', () => {
    expect(readOpenLibrary({})?.size).toBe(0)
    expect(readOpenLibrary(undefined)).toBeUndefined()
  })
})

it('names the agency that answered for doi.org', () => {
  const named = (url: string): string => sourceOf(HOSTS.doi, url)
  expect(named('https://api.crossref.org/v1/works/10.1000%2F1/transform')).toBe('Crossref')
  expect(named('https://data.crosscite.org/10.5281%2F1')).toBe('DataCite')
  expect(named('https://notcrossref.org/x')).toBe('doi.org')
})
