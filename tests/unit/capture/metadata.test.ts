import { describe, expect, it } from 'vitest'
import type { Draft } from '#core/capture/draft'
import { parsePage } from '#core/capture/html/nodes'
import { importSource } from '#core/capture/importers/importers'
import { readClaims } from '#core/capture/metadata/claims'
import { bytesOf, page } from './support'

function read(head: string, body = ''): Draft {
  return importSource({
    bytes: bytesOf(page('A title', { head, body })),
    format: 'html',
    extraction: 'article',
    url: 'https://site.test/p'
  })
}
const meta = (pairs: Record<string, string | string[]>): string =>
  Object.entries(pairs)
    .flatMap(([name, values]) =>
      [values].flat().map((v) => `<meta name="${name}" property="${name}" content="${v}">`)
    )
    .join('')
const ld = (value: unknown): string => `<script type="application/ld+json">${JSON.stringify(value)}</script>`

describe('metadata', () => {
  it('believes what journals say first, and remembers who said it', () => {
    const { fields, origins } = read(
      meta({
        citation_title: 'The real title',
        citation_author: ['James, William', 'Mary van der Berg'],
        citation_journal_title: 'Mind',
        citation_publication_date: '1884/04/01',
        citation_volume: '9',
        citation_issue: '34',
        citation_firstpage: '188',
        citation_lastpage: '205',
        citation_doi: 'doi:10.1093/mind/os-IX.34.188',
        'og:title': 'Another title'
      }) + ld({ '@type': 'NewsArticle', headline: 'A third', author: 'X Y' })
    )
    expect(fields).toMatchObject({
      type: 'article-journal',
      title: 'The real title',
      authors: [
        { family: 'James', given: 'William' },
        { family: 'van der Berg', given: 'Mary' }
      ],
      container: 'Mind',
      issued: '1884-04-01',
      volume: '9',
      issue: '34',
      pages: '188–205',
      doi: '10.1093/mind/os-IX.34.188',
      url: 'https://site.test/p',
      lang: 'en'
    })
    expect(origins).toMatchObject({
      title: 'citation_title',
      authors: 'citation_author',
      issued: 'citation_publication_date'
    })
  })

  it('reads schema.org block by block, broken ones aside', () => {
    const { fields, origins } = read(
      '<script type="application/ld+json">{broken</script>' +
        ld({
          '@context': 'https://schema.org',
          '@graph': [
            { '@type': 'WebSite', name: 'Not this' },
            {
              '@type': ['NewsArticle'],
              headline: 'Head &amp; line',
              author: [
                { '@type': 'Person', name: 'Ada Lovelace' },
                { '@type': 'Organization', name: 'The Desk' }
              ],
              datePublished: '2024-05-01T23:30:00-05:00',
              publisher: { '@type': 'Organization', name: 'The Paper' },
              inLanguage: 'fr'
            }
          ]
        })
    )
    expect(fields).toMatchObject({
      type: 'article-newspaper',
      title: 'Head & line',
      authors: [{ family: 'Lovelace', given: 'Ada' }, { literal: 'The Desk' }],
      issued: '2024-05-01',
      container: 'The Paper'
    })
    expect(origins['title']).toBe('JSON-LD headline')
  })

  it('reads Dublin Core in each spelling, OpenGraph, COinS and time', () => {
    expect(
      read(meta({ 'DC.title': 'By DC', 'dc:creator': 'Roe, Jane', 'dcterms.issued': '2001' })).fields
    ).toMatchObject({
      title: 'By DC',
      authors: [{ family: 'Roe', given: 'Jane' }],
      issued: '2001'
    })
    expect(read(meta({ 'og:title': 'Shared | Site', 'og:site_name': 'Site' })).fields).toMatchObject({
      title: 'Shared',
      container: 'Site'
    })
    const coins =
      '<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;rft_val_fmt=info%3Aofi&amp;rft.atitle=In+a+span&amp;rft.jtitle=Journal&amp;rft.aulast=Doe&amp;rft.aufirst=Jo&amp;rft.date=1999"></span>'
    expect(read('', coins).fields).toMatchObject({
      type: 'article-journal',
      title: 'In a span',
      container: 'Journal',
      authors: [{ family: 'Doe', given: 'Jo' }],
      issued: '1999'
    })
    expect(read('', '<time datetime="2020-02-02T10:00Z">2 Feb</time>').fields.issued).toBe('2020-02-02')
  })

  it('takes a term that is said in both syntaxes once, as RDFa has it, and keeps all authors of one syntax', () => {
    const both = [
      ['name', 'DC.creator', 'Jane Roe (ed.)'],
      ['property', 'dc:creator', 'Jane Roe'],
      ['name', 'dc.title', 'A title; and where it stood'],
      ['property', 'dc:title', 'A title'],
      ['property', 'dc:creator', 'John Doe'],
      ['name', 'DC.creator', 'Someone Else']
    ].map(([kind = '', key = '', value = '']) => `<meta ${kind}="${key}" content="${value}">`)
    expect(read(both.join('')).fields).toMatchObject({
      title: 'A title',
      authors: [
        { family: 'Roe', given: 'Jane' },
        { family: 'Doe', given: 'John' }
      ]
    })
    // Of words that are in no vocabulary, all stand.
    expect(
      read('<meta name="author" content="Jane Roe"><meta property="author" content="John Doe">').fields
        .authors
    ).toHaveLength(2)
  })

  it('takes the canonical address, unless it names another site or only the site', () => {
    const at = (href: string): string | undefined => read(`<link rel="canonical" href="${href}">`).fields.url
    expect(at('/p/full')).toBe('https://site.test/p/full')
    expect(at('https://www.site.test/p')).toBe('https://www.site.test/p')
    expect(at('https://evil.test/p')).toBe('https://site.test/p')
    expect(at('https://site.test/')).toBe('https://site.test/p')
  })

  it('survives claims of any size and kind', () => {
    const { fields, removed } = read(
      meta({
        citation_title: 'x'.repeat(100_000),
        citation_author: Array.from({ length: 700 }, (_, i) => `A${i} B`)
      }) +
        ld({ '@type': 'Article', author: { name: { name: {} } }, headline: 5, __proto__: { polluted: 1 } }) +
        ld([[[[[[{ '@type': 'Article' }]]]]]])
    )
    expect(fields.title).toHaveLength(2000)
    expect(fields.authors).toHaveLength(500)
    expect(removed).toContainEqual(
      expect.objectContaining({ what: 'text', reason: expect.stringContaining('title') as string })
    )
  })
  it('reads a page of nothing but claims without beginning anew at each', () => {
    const claim = '<meta name=citation_author content="A B"><meta property=article:tag content=x>'
    const { meta: claims } = readClaims(parsePage(claim.repeat(50_000)))
    expect(claims.get('citation_author')).toHaveLength(50_000)
    expect(claims.get('article:tag')).toHaveLength(50_000)
  })
})
