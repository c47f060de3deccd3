/** Records for export tests: a list as hostile as libraries get, over an in-memory store. */
import type {
  Annotation,
  Article,
  CollectionName,
  Collections,
  Note,
  ReadingList
} from '#shared/contract/records'
import type { Assets, Records } from '#core/ports'

export const T = '2026-11-20T10:00:00.000Z'
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz'
let last = 0
export function newId(): string {
  last++
  return `01j0000000${[...String(last).padStart(8, '0')].map((d) => DIGITS.charAt(Number(d))).join('')}`
}
const base = (): { id: string; rev: number; n: number; created: string; updated: string } => ({
  id: newId(),
  rev: 1,
  n: last,
  created: T,
  updated: T
})

export function anArticle(fields: Partial<Article>): Article {
  return {
    ...base(),
    type: 'webpage',
    title: 'A title',
    authors: [],
    citekey: `key${last}`,
    state: 'inbox',
    starred: false,
    tags: [],
    snapshots: [],
    words: 0,
    progress: 0,
    ...fields
  }
}

export function aHighlight(article: Article, exact: string, fields: Partial<Annotation> = {}): Annotation {
  return {
    ...base(),
    article: article.id,
    text: `${'0'.repeat(64)}.txt`,
    quote: { exact, prefix: '', suffix: '' },
    position: { start: last, end: last + exact.length },
    color: 'amber',
    note: '',
    tags: [],
    ...fields
  }
}

export function aNote(article: Article, text: string, fields: Partial<Note> = {}): Note {
  return { ...base(), article: article.id, title: '', text, ...fields }
}

export function aList(name: string, entries: [Article, string?, string?][]): ReadingList {
  return {
    ...base(),
    name,
    entries: entries.map(([a, why = '', section = '']) => ({ article: a.id, why, section, added: T }))
  }
}

export const NO_ASSETS: Pick<Assets, 'read'> = { read: () => Promise.resolve(undefined) }

export type Library = { [C in CollectionName]?: Collections[C][] }

export function recordsOf(library: Library): Records {
  const of = <C extends CollectionName>(collection: C): Collections[C][] => library[collection] ?? []
  return {
    get: (collection, id) => of(collection).find((r) => r.id === id),
    all: (collection) => of(collection).values(),
    count: (collection) => of(collection).length
  }
}

/** Texts that break careless writers; each must come back as it is. */
export const NASTY: readonly string[] = [
  'العدالة لا تتحقق دفعة واحدة، بل بخطوات صغيرة (انظر ص 12) بعيدًا عن الإنكار.',
  'שלום עולם: English inside עברית 123 (45).',
  '中文引文：小步前进，远离否认。“引号”与《书名》，全角标点。',
  'かなと漢字、한국어도.',
  'Emoji 👩🏽‍💻🏳️‍🌈👨‍👩‍👧‍👦 and 𝔼[𝑓(𝑥)] ≤ ∫₀^∞ x²',
  '<script>alert("x&y")</script> <b>not bold</b> &amp; ]]> <!-- c -->',
  'LaTeX \\input{/etc/passwd} 100% of $5 & #1_a^b ~ {braces} \\textbf{x} `tick`',
  'Unbalanced {{ brace } and {another',
  'Markdown *not em* _nor_ [not](link) ![x](y) #tag | a | b | @smith2020 ^sup^ ~~s~~ ==m== [[wiki]] $x$ :::',
  '# not a heading',
  '- not a list',
  '1. not a number',
  'i) nor this',
  '> not a quotation',
  '% not a title block',
  "--- and -- and ... and \"double\" and 'single' and don't",
  '`code` ``and`` ```fence```',
  'ends with a backslash \\',
  '[^1] is no footnote, [@nor] a citation, (@) no example',
  'x < y > z & "q" \' end!'
]
