/** What BibTeX and BibLaTeX call things, and how their dates and titles are written. */
import type { ItemType } from '#shared/contract/records'
import { readEdtf, showDate, showYear, type DatePoint } from '#shared/domain/dates'

export type Dialect = 'bibtex' | 'biblatex'

interface EntryType {
  type: string
  /** The field that names what the work appeared in. */
  container: string
  /** The field that names its publisher. */
  publisher: string
  /** Further fields the type asks for. */
  more?: readonly (readonly [string, string])[]
}

const online = (more?: EntryType['more']): EntryType => ({
  type: 'online',
  container: 'organization',
  publisher: 'publisher',
  ...(more === undefined ? {} : { more })
})
const misc: EntryType = { type: 'misc', container: 'howpublished', publisher: 'publisher' }
const article: EntryType = { type: 'article', container: 'journal', publisher: 'publisher' }
const articleOf = (kind: string): EntryType => ({
  type: 'article',
  container: 'journaltitle',
  publisher: 'publisher',
  more: [['entrysubtype', kind]]
})

const BIBTEX: Record<ItemType, EntryType> = {
  'article-journal': article,
  'article-newspaper': article,
  'article-magazine': article,
  'post-weblog': misc,
  webpage: misc,
  book: { type: 'book', container: 'series', publisher: 'publisher' },
  chapter: { type: 'incollection', container: 'booktitle', publisher: 'publisher' },
  'paper-conference': { type: 'inproceedings', container: 'booktitle', publisher: 'publisher' },
  report: { type: 'techreport', container: 'series', publisher: 'institution', more: [['type', 'Report']] },
  thesis: { type: 'phdthesis', container: 'series', publisher: 'school', more: [['type', 'Thesis']] },
  document: misc
}

const BIBLATEX: Record<ItemType, EntryType> = {
  'article-journal': { type: 'article', container: 'journaltitle', publisher: 'publisher' },
  'article-newspaper': articleOf('newspaper'),
  'article-magazine': articleOf('magazine'),
  'post-weblog': online([['entrysubtype', 'blog']]),
  webpage: online(),
  book: { type: 'book', container: 'series', publisher: 'publisher' },
  chapter: { type: 'incollection', container: 'booktitle', publisher: 'publisher' },
  'paper-conference': { type: 'inproceedings', container: 'booktitle', publisher: 'publisher' },
  report: { type: 'report', container: 'series', publisher: 'institution', more: [['type', 'Report']] },
  thesis: { type: 'thesis', container: 'series', publisher: 'institution', more: [['type', 'Thesis']] },
  document: { type: 'misc', container: 'howpublished', publisher: 'publisher' }
}

export function entryType(type: ItemType, dialect: Dialect): EntryType {
  return (dialect === 'bibtex' ? BIBTEX : BIBLATEX)[type]
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/** A field and its value; `raw`: written as it is, without braces or escapes. */
export interface Dated {
  name: string
  value: string
  raw?: true
}

/** BibLaTeX takes EDTF as it is; BibTeX knows a year and a month. Words are a year to both. */
export function dateFields(issued: string, dialect: Dialect): Dated[] {
  const range = readEdtf(issued)
  if (!range) return [{ name: 'year', value: issued }]
  // BibLaTeX reads level 1 of EDTF: a decade may be left open, a century may not.
  if (dialect === 'biblatex')
    return /XX/.test(issued)
      ? [{ name: 'year', value: showDate(issued) }]
      : [{ name: 'date', value: issued, raw: true }]
  const fields: Dated[] = [{ name: 'year', value: showYear(issued) }]
  const point: DatePoint | undefined =
    range.start === 'open' || range.end !== undefined ? undefined : range.start
  const month = point?.month === undefined ? undefined : MONTHS[point.month - 1]
  if (month !== undefined) fields.push({ name: 'month', value: month, raw: true })
  return fields
}

/** BibLaTeX's names for the languages it hyphenates and sorts. */
const LANGUAGES = new Map(
  (
    'en:english en-us:american en-gb:british de:german de-at:austrian fr:french es:spanish it:italian nl:dutch pt:portuguese ' +
    'pt-br:brazilian ru:russian pl:polish sv:swedish da:danish nb:norsk nn:nynorsk no:norsk fi:finnish cs:czech ' +
    'sk:slovak sl:slovene hr:croatian hu:magyar tr:turkish el:greek et:estonian lv:latvian lt:lithuanian ca:catalan ' +
    'gl:galician eu:basque ro:romanian bg:bulgarian uk:ukrainian sr:serbian is:icelandic la:latin'
  )
    .split(' ')
    .map((pair): [string, string] => {
      const [tag = '', name = ''] = pair.split(':')
      return [tag, name]
    })
)

/** undefined when BibLaTeX has no such language. */
export function langid(tag: string): string | undefined {
  const lower = tag.toLowerCase()
  return LANGUAGES.get(lower) ?? LANGUAGES.get(lower.split('-')[0] ?? '')
}
