/** Styles over items of every kind; CARREL_ALL_STYLES=1 looks at the whole pack instead of a sample. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { createCitation } from '#core/citation/citation'
import { formatReferences } from '#core/citation/format'
import type { OwnStyles } from '#core/citation/own-styles'
import { openStylePack } from '#core/citation/pack'
import type { Workers } from '#core/ports'
import { citeprocRuns } from '#core/exchange/citeproc-runs'
import { itemType } from '#shared/contract/records'
import type { CslItem } from '#shared/domain/csl'
import { ensureStyles } from '../../../scripts/lib/project.mjs'

const OUT = join(__dirname, '../../../out/styles/index.br')

beforeAll(() => {
  if (!existsSync(OUT)) ensureStyles()
}, 120_000)

const never = (): never => {
  throw new Error('not asked for here')
}
const NO_OWN: OwnStyles = {
  all: async () => ({ styles: [], unusable: [] }),
  find: async () => undefined,
  add: never,
  remove: never
}
const NO_WORKERS: Workers = { run: never, close: async () => undefined }

const journal: CslItem = {
  id: 'journal',
  type: 'article-journal',
  title: 'On <i>E. coli</i> & small steps.',
  author: [
    { family: 'Lindqvist', given: 'Ada' },
    { family: 'Roe', given: 'Mary Jane' }
  ],
  issued: { 'date-parts': [[2019, 5, 1]] },
  'container-title': 'Reading Room Review',
  volume: '12',
  issue: '3',
  page: '4-10',
  DOI: '10.1000/abc.1'
}
const book: CslItem = {
  id: 'book',
  type: 'book',
  title: 'The quiet desk',
  author: [{ family: 'James', given: 'William' }],
  issued: { 'date-parts': [[1890]] },
  publisher: 'Holt'
}
const webPage: CslItem = {
  ...journal,
  id: 'web',
  type: 'webpage',
  title: 'A page about desks',
  'container-title': 'Example',
  URL: 'https://example.org/desks'
}
const text = (html: string | undefined): string =>
  citeprocRuns(html ?? '')
    .map((r) => r.text)
    .join('')

describe('the best known styles', () => {
  it.each([
    [
      'apa',
      'Lindqvist, A., & Roe, M. J. (2019). On E. coli & small steps. Reading Room Review, 12(3), 4–10. https://doi.org/10.1000/abc.1',
      'James, W. (1890). The quiet desk. Holt.'
    ],
    [
      'modern-language-association',
      'Lindqvist, Ada, and Mary Jane Roe. “On E. Coli & Small Steps.” Reading Room Review, vol. 12, no. 3, May 2019, pp. 4–10, https://doi.org/10.1000/abc.1.',
      'James, William. The Quiet Desk. Holt, 1890.'
    ],
    [
      'chicago-author-date',
      'Lindqvist, Ada, and Mary Jane Roe. 2019. “On E. Coli & Small Steps.” Reading Room Review 12 (3): 4–10. https://doi.org/10.1000/abc.1.',
      'James, William. 1890. The Quiet Desk. Holt.'
    ],
    [
      'ieee',
      '[1] A. Lindqvist and M. J. Roe, “On E. coli & small steps,” Reading Room Review, vol. 12, no. 3, pp. 4–10, May 2019, doi: 10.1000/abc.1.',
      '[2] W. James, The quiet desk. Holt, 1890.'
    ],
    [
      'harvard-cite-them-right',
      'Lindqvist, A. and Roe, M.J. (2019) ‘On E. coli & small steps’, Reading Room Review, 12(3), pp. 4–10. Available at: https://doi.org/10.1000/abc.1.',
      'James, W. (1890) The quiet desk. Holt.'
    ],
    [
      'vancouver',
      '1. Lindqvist A, Roe MJ. On E. coli & small steps. Reading Room Review. 2019 May 1;12(3):4–10.',
      '2. James W. The quiet desk. Holt; 1890.'
    ]
  ])('%s', (style, first, second) => {
    const made = formatReferences({ style, items: [journal, book] })
    expect([text(made[0]), text(made[1])]).toEqual([first, second])
  })

  it('keeps every kind of item, its author and its italics', () => {
    const items = itemType.options.map((type): CslItem => ({ ...journal, id: type, type }))
    for (const style of ['apa', 'modern-language-association', 'ieee', 'vancouver'])
      for (const html of formatReferences({ style, items })) expect(text(html)).toContain('Lindqvist')
    expect(citeprocRuns(formatReferences({ style: 'apa', items: [journal] })[0] ?? '')).toContainEqual({
      text: 'E. coli',
      italic: true
    })
  })

  it('says its own words in another language', () => {
    const [made] = formatReferences({ style: 'harvard-cite-them-right', locale: 'de-DE', items: [journal] })
    expect(text(made)).toContain('Lindqvist, A. und Roe')
  })

  it('lets no markup of an item through', () => {
    const title = '<script>alert(1)</script> 5 < 6 & "7" <b onclick=x>'
    const [made] = formatReferences({ style: 'apa', items: [{ ...book, title }] })
    expect(text(made)).toContain('<script>alert(1)</script> 5 < 6 &')
    expect(text(made)).toContain('<b onclick=x>')
  })

  it('sees an edited item, though the engine is kept', () => {
    formatReferences({ style: 'apa', items: [book] })
    const [made] = formatReferences({ style: 'apa', items: [{ ...book, title: 'Another desk' }] })
    expect(text(made)).toContain('Another desk')
  })

  it('gives nobody’s reference to another where a style has no words for one', () => {
    // Sorted by author, and silent about web pages.
    const style = 'wirtschaftsuniversitat-wien-unternehmensrechnung-und-controlling'
    const first = { ...webPage, author: [{ family: 'Aalto' }] }
    const made = formatReferences({ style, items: [journal, first, book] }).map(text)
    expect(made[0]).toMatch(/^Lindqvist, A\..*Reading Room Review/)
    expect(made[1]).toBe('')
    expect(made[2]).toMatch(/^James, W\..*The quiet desk/)
    // The same where entries have numbers.
    expect(formatReferences({ style: 'springer-basic-note', items: [first, book] }).map(text)[0]).toBe('')
  })

  it('knows no style that is not there', () => {
    expect(() => formatReferences({ style: 'no-such-style', items: [book] })).toThrow(/no-such-style/)
  })
})

describe('the pack', () => {
  /** Made for records of an archive: “National Archives of Australia” stands where an author would. */
  const WITHOUT: readonly string[] = ['national-archives-of-australia']
  /** Name a web page by its title, its site or its address alone; many are for lawyers. */
  const WEB_PAGES_BY_TITLE: readonly string[] = [
    'acm-sig-proceedings',
    'acm-sig-proceedings-long-author-list',
    'bluebook-inline',
    'chimia',
    'copernicus-publications',
    'eksploatacja-i-niezawodnosc',
    'journal-of-alzheimers-disease',
    'journal-of-chemistry-and-chemical-engineering',
    'journal-of-magnetic-resonance-imaging',
    'journal-of-physical-therapy-science',
    'lauterbornia',
    'leiden-journal-of-international-law',
    'norsk-henvisningsstandard-for-rettsvitenskapelige-tekster',
    'plant-genetic-resources-characterization-and-utilization',
    'postepy-higieny-i-medycyny-doswiadczalnej',
    'scandinavian-journal-of-rheumatology',
    'taylor-and-francis-numeric-q',
    'the-european-research-journal',
    'universitetet-i-oslo-rettsvitenskap',
    'wolters-kluwerbrede-schrijfwijzer-author-date'
  ]
  /** Say nothing of a web page; the export then has the plain form, and says so. */
  const WEB_PAGES_UNSAID: readonly string[] = [
    'computer-und-recht',
    'gewerblicher-rechtsschutz-und-urheberrecht',
    'juristische-schulung',
    'kommunikation-und-recht',
    'leidraad-voor-juridische-auteurs',
    'mohr-siebeck-recht',
    'neue-juristische-wochenschrift',
    'springer-basic-note',
    'universite-de-lausanne-institut-d-archeologie-et-des-sciences-de-l-antiquite',
    'wirtschaftsuniversitat-wien-unternehmensrechnung-und-controlling'
  ]
  /** Turkish capitals have a dot on the I. */
  const bare = (made: string): string => made.normalize('NFKD').replace(/\p{M}+/gu, '')
  // Found silent once, and cleared: always looked at.
  const ALWAYS = /^(?:uludag|galatasaray)-universitesi/

  it('has the author of an article, a book and a web page in every style', () => {
    const { styles } = openStylePack().index
    expect(styles.length).toBeGreaterThan(2600)
    const all = process.env['CARREL_ALL_STYLES'] !== undefined
    const looked = styles.filter((_, i) => all || i % 45 === 0 || ALWAYS.test(styles[i]?.id ?? ''))
    const items = [journal, { ...book, author: journal.author ?? [] }, webPage]
    const without: Record<'articles' | 'webPages' | 'unsaid', string[]> = {
      articles: [],
      webPages: [],
      unsaid: []
    }
    for (const { id } of looked) {
      const [article, ofBook, page] = formatReferences({ style: id, items }).map((made) => bare(text(made)))
      const named = (made: string | undefined): boolean => /lindqvist/i.test(made ?? '')
      if (!named(article) || !named(ofBook)) without.articles.push(id)
      else if (page === '') without.unsaid.push(id)
      else if (!named(page)) without.webPages.push(id)
    }
    const among = (names: readonly string[]): string[] => names.filter((n) => looked.some((s) => s.id === n))
    expect(without).toEqual({
      articles: among(WITHOUT),
      webPages: among(WEB_PAGES_BY_TITLE),
      unsaid: among(WEB_PAGES_UNSAID)
    })
  }, 1_800_000)

  it('is searched by words, the widely used first', async () => {
    const ask = createCitation({ own: NO_OWN, workers: NO_WORKERS })['citation.styles']
    const running = { signal: new AbortController().signal, progress: () => undefined }
    const first = async (query: string): Promise<string | undefined> =>
      (await ask({ query, limit: 5 }, running)).styles[0]?.id
    expect(await first('')).toBe('apa')
    expect(await first('american psych')).toBe('apa')
    expect(await first('CHICAGO note')).toBe('chicago-note-bibliography')
    expect(await first('vancouver')).toBe('vancouver')
    expect(
      (await ask({ query: '', ids: ['ieee', 'gone', 'apa'], limit: 50 }, running)).styles.map((s) => s.id)
    ).toEqual(['ieee', 'apa'])
  })
})
