/** CSV for spreadsheets: UTF-8 with a mark, CR LF, everything quoted, nothing that a spreadsheet would run. */
import type { CslName } from '#shared/domain/csl'
import type { Doc, Entry, Section } from '../doc'
import { titleRuns } from '../title-markup'

/** What makes a formula, also in full width, also after blanks. */
const FORMULA = /^[\s\u00a0\u3000]*[=+\-@\t\r＝＋－＠]/u

/** The one escape: a leading apostrophe makes a formula text, in every spreadsheet. */
export function csvValue(text: string): string {
  return `"${(FORMULA.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`
}

const nameOf = (n: CslName): string => n.literal ?? [n.family, n.given].filter(Boolean).join(', ')
const plain = (title: string): string =>
  titleRuns(title)
    .map((r) => r.text)
    .join('')

const COLUMNS: readonly [string, (e: Entry, section: Section) => string | undefined][] = [
  ['Key', (e) => e.key],
  ['Type', (e) => e.item.type],
  ['Authors', (e) => e.item.author?.map(nameOf).join('; ')],
  ['Title', (e) => plain(e.item.title)],
  ['Published', (e) => e.issued],
  ['In', (e) => plain(e.item['container-title'] ?? '')],
  ['Publisher', (e) => e.item.publisher],
  ['Volume', (e) => e.item.volume],
  ['Issue', (e) => e.item.issue],
  ['Pages', (e) => e.item.page],
  ['DOI', (e) => e.item.DOI],
  ['ISBN', (e) => e.item.ISBN],
  ['Address', (e) => e.item.URL],
  ['Language', (e) => e.item.language],
  ['Section', (_, section) => section.name],
  ['Why read', (e) => e.why.join('\n')],
  ['Tags', (e) => e.tags.join('; ')]
]

export function* renderCsv(doc: Doc): Generator<string> {
  yield `\ufeff${COLUMNS.map(([name]) => csvValue(name)).join(',')}\r\n`
  for (const section of doc.sections)
    for (const e of section.entries)
      yield `${COLUMNS.map(([, of]) => csvValue(of(e, section) ?? '')).join(',')}\r\n`
}
