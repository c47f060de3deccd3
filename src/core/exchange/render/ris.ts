/** RIS: one tag a line, for EndNote, Mendeley, Zotero. UTF-8, lines end with CR LF as the format asks. */
import type { CslItem, CslName } from '#shared/domain/csl'
import type { Doc, Entry } from '../doc'
import { titleRuns } from '../title-markup'

const TYPES: Readonly<Record<CslItem['type'], string>> = {
  'article-journal': 'JOUR',
  'article-newspaper': 'NEWS',
  'article-magazine': 'MGZN',
  'post-weblog': 'BLOG',
  webpage: 'ELEC',
  book: 'BOOK',
  chapter: 'CHAP',
  'paper-conference': 'CONF',
  report: 'RPRT',
  thesis: 'THES',
  document: 'GEN'
}

/** The one escape: RIS knows none, so a value is one line. */
const value = (text: string): string => text.replace(/\s+/g, ' ').trim()
const plain = (title: string): string =>
  titleRuns(title)
    .map((r) => r.text)
    .join('')

/** A comma parts family from given name; inside a part it would part wrongly. */
function nameValue(n: CslName): string {
  if (n.literal !== undefined) return n.literal
  const part = (text: string | undefined): string => (text ?? '').replace(/,/g, '')
  return n.given === undefined ? part(n.family) : `${part(n.family)}, ${part(n.given)}`
}

/** `2024/05/01/`: year, month, day, words. */
function dateValue(date: CslItem['issued']): string | undefined {
  const [year, month, day] = date?.['date-parts']?.[0] ?? []
  if (year === undefined) return undefined
  const two = (n: number | undefined): string => (n === undefined ? '' : String(n).padStart(2, '0'))
  return `${String(year).padStart(4, '0')}/${two(month)}/${two(day)}/`
}

function entryRis({ key, item, tags, why }: Entry): string {
  const lines: string[] = []
  const say = (tag: string, text: string | undefined): void => {
    const one = value(text ?? '')
    if (one !== '') lines.push(`${tag}  - ${one}`)
  }
  say('TY', TYPES[item.type])
  say('ID', key)
  for (const n of item.author ?? []) say('AU', nameValue(n))
  say('TI', plain(item.title === '' ? 'Untitled' : item.title))
  say('T2', plain(item['container-title'] ?? ''))
  const date = dateValue(item.issued)
  say('PY', date?.slice(0, date.indexOf('/')))
  say('DA', date)
  say('PB', item.publisher)
  say('VL', item.volume)
  say('IS', item.issue)
  const [from, to] = (item.page ?? '').split(/\s*[-–—]+\s*/u)
  say('SP', from)
  say('EP', to)
  say('DO', item.DOI)
  say('SN', item.ISBN)
  say('UR', item.URL)
  say('Y2', dateValue(item.accessed))
  say('LA', item.language)
  say('AB', item.abstract)
  for (const tag of tags) say('KW', tag)
  say('N1', why.join(' '))
  return `${lines.join('\r\n')}\r\nER  - \r\n\r\n`
}

export function* renderRis(doc: Doc): Generator<string> {
  for (const { entries } of doc.sections) for (const e of entries) yield entryRis(e)
}
