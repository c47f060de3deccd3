/**
 * The part of YAML that front matter uses: flat keys with a word, a quoted string, or a list. Everything that makes
 * YAML dangerous (anchors, tags, merges, nested maps) is not read but named, with its line, for the receipt.
 */
import { LIMITS } from '../limits'

export interface FrontMatter {
  title?: string
  authors: string[]
  date?: string
  tags: string[]
  url?: string
  lang?: string
  container?: string
  doi?: string
  isbn?: string
  /** Sentences about lines that were not understood. */
  problems: string[]
}

const FENCE = /^---[ \t]*(?:\r\n|\n|\r)/
const KEYS: ReadonlyMap<string, Exclude<keyof FrontMatter, 'problems'>> = new Map<
  string,
  Exclude<keyof FrontMatter, 'problems'>
>([
  ['title', 'title'],
  ['author', 'authors'],
  ['authors', 'authors'],
  ['creator', 'authors'],
  ['date', 'date'],
  ['published', 'date'],
  ['issued', 'date'],
  ['tags', 'tags'],
  ['tag', 'tags'],
  ['keywords', 'tags'],
  ['source', 'url'],
  ['url', 'url'],
  ['doi', 'doi'],
  ['isbn', 'isbn'],
  ['lang', 'lang'],
  ['language', 'lang'],
  ['site', 'container'],
  ['publication', 'container']
])

/** Splits the front matter off; a text without any comes back whole. */
export function readFrontMatter(text: string): { front: FrontMatter; body: string } {
  const front: FrontMatter = { authors: [], tags: [], problems: [] }
  const opening = FENCE.exec(text)
  if (!opening) return { front, body: text }
  const rest = text.slice(opening[0].length)
  const closing = /^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|$)/m.exec(rest.slice(0, LIMITS.frontMatterChars))
  if (!closing) return { front, body: text }
  const body = rest.slice(closing.index + closing[0].length)
  readLines(rest.slice(0, closing.index).split(/\r\n|\n|\r/), front)
  return { front, body }
}

function readLines(lines: readonly string[], front: FrontMatter): void {
  /** Lists go on over the lines below their key. */
  let open: string | undefined
  for (const [i, line] of lines.entries()) {
    if (/^\s*(#.*)?$/.test(line)) continue
    const item = /^\s*-\s+(.*)$/.exec(line)
    if (item?.[1] !== undefined && open !== undefined) {
      const value = scalar(item[1])
      if (value === undefined) complain(front, i)
      else put(front, open, [value])
      continue
    }
    const pair = /^([\w .-]{1,60}?)\s*:(?:\s+(.*))?$/.exec(line)
    const key = pair?.[1]?.toLowerCase()
    if (key === undefined) {
      // Nested parts of keys that are not ours are not ours either.
      if (!/^\s/.test(line) || (open !== undefined && KEYS.has(open))) complain(front, i)
      continue
    }
    open = key
    const raw = (pair?.[2] ?? '').trim()
    if (raw === '') continue
    const values = raw.startsWith('[') ? inlineList(raw) : wrap(scalar(raw))
    if (!values) complain(front, i)
    else put(front, key, values)
  }
}

function complain(front: FrontMatter, index: number): void {
  // The fence is line 1.
  if (front.problems.length < 20)
    front.problems.push(`Line ${index + 2} of the front matter was not understood and not used`)
}

function put(front: FrontMatter, key: string, values: readonly string[]): void {
  const field = KEYS.get(key)
  if (field === undefined) return
  if (field === 'authors') front.authors.push(...values)
  else if (field === 'tags') front.tags.push(...(values.length === 1 ? (values[0] ?? '').split(',') : values))
  else front[field] ??= values.join(' ')
}

const wrap = (value: string | undefined): string[] | undefined => (value === undefined ? undefined : [value])

/** A plain or quoted word; undefined for anything that YAML would interpret. */
function scalar(raw: string): string | undefined {
  const text = raw.trim()
  const quoted = /^"((?:[^"\\]|\\.)*)"$/.exec(text)?.[1]
  if (quoted !== undefined) return quoted.replace(/\\(["\\/])/g, '$1').replace(/\\[nt]/g, ' ')
  const single = /^'((?:[^']|'')*)'$/.exec(text)?.[1]
  if (single !== undefined) return single.replaceAll("''", "'")
  if (/^[&*!|>{}[\]@`%"']/.test(text)) return undefined
  return text.replace(/\s+#.*$/, '')
}

function inlineList(raw: string): string[] | undefined {
  const inner = /^\[(.*)\]$/.exec(raw)?.[1]
  if (inner === undefined) return undefined
  const items = inner.match(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,]+/g) ?? []
  const values = items
    .map((item) => item.trim())
    .filter((item) => item !== '')
    .map(scalar)
  return values.every((v) => v !== undefined) ? values : undefined
}
