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

  it('knows no style that is not there', () => {
    expect(() => formatReferences({ style: 'no-such-style', items: [book] })).toThrow(/no-such-style/)
  })
})

describe('the pack', () => {
  // Made for records of an archive, which have no author.
  const WITHOUT: readonly string[] = ['national-archives-of-australia']
  // Name a web page by its title, its site or its address alone (many are for lawyers), or say nothing of one.
  const WEB_PAGES_WITHOUT: readonly string[] = [
    'acm-sig-proceedings',
    'acm-sig-proceedings-long-author-list',
    'bluebook-inline',
    'chimia',
    'computer-und-recht',
    'copernicus-publications',
    'eksploatacja-i-niezawodnosc',
    'gewerblicher-rechtsschutz-und-urheberrecht',
    'journal-of-alzheimers-disease',
    'journal-of-chemistry-and-chemical-engineering',
    'journal-of-magnetic-resonance-imaging',
    'journal-of-physical-therapy-science',
    'juristische-schulung',
    'kommunikation-und-recht',
    'lauterbornia',
    'leiden-journal-of-international-law',
    'leidraad-voor-juridische-auteurs',
    'mohr-siebeck-recht',
    'neue-juristische-wochenschrift',
    'norsk-henvisningsstandard-for-rettsvitenskapelige-tekster',
    'plant-genetic-resources-characterization-and-utilization',
    'postepy-higieny-i-medycyny-doswiadczalnej',
    'scandinavian-journal-of-rheumatology',
    'springer-basic-note',
    'taylor-and-francis-numeric-q',
    'the-european-research-journal',
    'universite-de-lausanne-institut-d-archeologie-et-des-sciences-de-l-antiquite',
    'universitetet-i-oslo-rettsvitenskap',
    'wolters-kluwerbrede-schrijfwijzer-author-date'
  ]
  // Says nothing of a journal article that is like this one; the export then has the plain form.
  const ARTICLES_WITHOUT: readonly string[] = [
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
    const silent = looked.filter(({ id }) =>
      formatReferences({ style: id, items }).some((made) => !/lindqvist/i.test(bare(text(made))))
    )
    expect(
      silent
        .map((s) => s.id)
        .filter((id) => ![...WITHOUT, ...WEB_PAGES_WITHOUT, ...ARTICLES_WITHOUT].includes(id))
    ).toEqual([])
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
