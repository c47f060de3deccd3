/** Articles as CSL-JSON items, the form in which programs hand references to each other. */
import type { Article, Bibliographic, ItemType } from '../contract/records'
import { edtfToCsl, type CslDate } from './dates'

export interface CslName {
  family?: string
  given?: string
  literal?: string
}

/** The CSL-JSON variables that Carrel writes. */
export interface CslItem {
  id: string
  type: ItemType
  title: string
  author?: CslName[]
  issued?: CslDate
  accessed?: CslDate
  'container-title'?: string
  publisher?: string
  volume?: string
  issue?: string
  page?: string
  URL?: string
  DOI?: string
  ISBN?: string
  abstract?: string
  language?: string
}

const TEXT_FIELDS = [
  ['container', 'container-title'],
  ['publisher', 'publisher'],
  ['volume', 'volume'],
  ['issue', 'issue'],
  ['pages', 'page'],
  ['url', 'URL'],
  ['doi', 'DOI'],
  ['isbn', 'ISBN'],
  ['abstract', 'abstract'],
  ['lang', 'language']
] as const satisfies readonly (readonly [keyof Bibliographic, keyof CslItem])[]

/** The item whose id is the citation key. `accessed` is the day the newest text was captured, for things with an address. */
export function toCslItem(article: Readonly<Article>): CslItem {
  const item: CslItem = { id: article.citekey, type: article.type, title: article.title }
  const authors = article.authors.flatMap((n): CslName[] => {
    const name: CslName = {}
    if (n.literal) name.literal = n.literal
    else {
      if (n.family) name.family = n.family
      if (n.given) name.given = n.given
    }
    return Object.keys(name).length > 0 ? [name] : []
  })
  if (authors.length > 0) item.author = authors
  if (article.issued) item.issued = edtfToCsl(article.issued)
  for (const [ours, csl] of TEXT_FIELDS) {
    const value = article[ours]
    if (value) item[csl] = value
  }
  const captured = article.snapshots.at(-1)
  if (article.url && captured) item.accessed = edtfToCsl(captured.captured.slice(0, 10))
  return item
}
