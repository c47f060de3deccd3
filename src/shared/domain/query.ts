/**
 * The query language: words to remember by, "phrases", -not, and fields (`author:james year:2010..2015 -is:read`).
 * Pure, and never an error: what cannot be understood becomes one plain sentence, and the rest runs.
 *
 *   query = item*      item = ["-"] ( field ":" value | "phrase" | word )      value = "quoted" | run without spaces
 *
 * Commas in the values of tag, type, lang, is, has and color mean "any of these".
 */
import { readFieldValue, type FieldName, type Test } from './query-fields'
import { FIELD_NAMES, fieldNamed } from './query-names'

/** One thing that was typed, as it can be shown and taken away: a chip. */
export interface QueryPart {
  kind: 'field' | 'phrase' | 'words'
  negated: boolean
  /** As typed; joined by spaces, the parts are the query. */
  text: string
  /** UTF-16 place in the input. */
  from: number
  to: number
  field?: FieldName | undefined
  value?: string | undefined
}

/** An article passes when one of `any` holds (none of them, if negated). */
export interface Filter {
  field: FieldName
  negated: boolean
  any: Test[]
}

/** Words that must stand next to each other in a note (on a highlight too), or in the text of the article. */
export interface Demand {
  scope: 'note' | 'text'
  negated: boolean
  value: string
}

export interface ParsedQuery {
  parts: QueryPart[]
  filters: Filter[]
  demands: Demand[]
  /** What answers must be like: the citation key of an article, or a passage. */
  like?: { value: string; quoted: boolean }
  /** What is left for the index: words, phrases and -words, as typed. */
  rest: string
  /** A sentence for each part that was not understood. */
  notes: string[]
}

/** Longer input is a pasted passage: its quotation marks and dashes are text. */
export const PASTED = 400
const QUOTES = /[“”„«»＂]/g
/** Direction marks, which right-to-left keyboards and copied text bring along. */
const UNSEEN = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/g
const COLON = /[:：]/
const MINUS = /[-−－]/
const NAME = /^\p{L}{1,20}$/u
const LONGEST_SHOWN = 40

/** `now`: ISO time, for ages (`added:<30d`). */
export function parseQuery(input: string, now: string): ParsedQuery {
  const out: ParsedQuery = { parts: [], filters: [], demands: [], rest: '', notes: [] }
  const rest: string[] = []
  const pasted = input.length > PASTED
  for (const item of items(input, pasted)) {
    const part = readItem(item, out, now, pasted)
    if (part.kind !== 'field') rest.push(plainText(item))
    const last = out.parts.at(-1)
    // Words in a row are one part.
    if (part.kind === 'words' && !part.negated && last?.kind === 'words' && !last.negated) {
      last.text += ` ${part.text}`
      last.to = part.to
    } else out.parts.push(part)
  }
  out.rest = rest.join(' ')
  return out
}

/** The query without its `index`-th part, or with another text in its place. */
export function replacePart(parts: readonly QueryPart[], index: number, text?: string): string {
  return parts
    .map((part, k) => (k === index ? (text ?? '') : part.text))
    .filter((t) => t.trim() !== '')
    .join(' ')
}

/** A value as it is written after a colon. */
export function quoteValue(value: string): string {
  const bare = value.replace(/["“”„«»＂]/g, ' ').trim()
  return /[\s,:：]/.test(bare) || bare.startsWith('-') ? `"${bare}"` : bare
}

interface Item {
  from: number
  to: number
  negated: boolean
  field: string | undefined
  value: string
  quoted: boolean
  source: string
  /** Nothing comes after it: it may still be typed. */
  last: boolean
}

/** Cuts the input at spaces outside of quotation marks. */
function* items(input: string, pasted: boolean): IterableIterator<Item> {
  const text = input.replace(QUOTES, '"')
  const blank = (at: number): boolean => /\s/.test(text[at] ?? '')
  const unseen = (at: number): boolean => at < text.length && (text[at] ?? '').search(UNSEEN) === 0
  let at = 0
  for (;;) {
    while (blank(at) || unseen(at)) at++
    if (at >= text.length) return
    const from = at
    let negated = false
    if (!pasted && MINUS.test(text[at] ?? '') && at + 1 < text.length && !blank(at + 1)) {
      negated = true
      at++
      while (unseen(at)) at++
    }
    const start = at
    let field: string | undefined
    let quoted = false
    let value = ''
    const readQuoted = (): void => {
      const end = text.indexOf('"', at + 1)
      quoted = true
      value = text.slice(at + 1, end < 0 ? text.length : end)
      at = end < 0 ? text.length : end + 1
    }
    const readRun = (): void => {
      const begin = at
      while (at < text.length && !blank(at)) at++
      value = text.slice(begin, at)
    }
    if (!pasted && text[at] === '"') readQuoted()
    else {
      while (at < text.length && !blank(at) && !COLON.test(text[at] ?? '')) at++
      const name = clean(text.slice(start, at))
      if (COLON.test(text[at] ?? '') && NAME.test(name) && !text.startsWith('//', at + 1)) {
        field = name
        at++
        while (unseen(at)) at++
        if (text[at] === '"') readQuoted()
        else readRun()
      } else {
        at = start
        readRun()
      }
    }
    const last = text.slice(at).replace(UNSEEN, '').trim() === ''
    const source = input.slice(from, at)
    yield { from, to: at, negated, field, value: clean(value), quoted, source, last: last && !blank(at) }
  }
}

function readItem(item: Item, out: ParsedQuery, now: string, pasted: boolean): QueryPart {
  const { from, to, negated, value, quoted } = item
  const shared = { negated, text: item.source, from, to }
  const words: QueryPart = { kind: 'words', ...shared }
  if (item.field === undefined) return quoted ? { kind: 'phrase', ...shared, value } : words
  const field = fieldNamed(item.field)
  if (field === undefined) {
    if (!pasted && value !== '' && !/^\d/.test(value))
      out.notes.push(
        `There is no “${item.field}:” to search by, so “${shown(item.source)}” was taken as words.`
      )
    return words
  }
  if (value.trim() === '') {
    if (pasted) return words
    if (!item.last) out.notes.push(`“${item.field}:” needs a value right after the colon; it was left out.`)
    return { kind: 'field', ...shared, field, value: '' }
  }
  if (field === 'note' || field === 'text') out.demands.push({ scope: field, negated, value })
  else if (field === 'like') {
    if (negated)
      out.notes.push(`“${shown(item.source)}” was left out: there is no search for what is unlike.`)
    else if (out.like) out.notes.push(`“${shown(item.source)}” was left out: there can be only one “like:”.`)
    else out.like = { value, quoted }
  } else {
    const read = readFieldValue(field, value, quoted, now)
    if (read.tests.length > 0) out.filters.push({ field, negated, any: read.tests })
    // While it is being typed, a value is not yet wrong.
    if (read.flaw !== undefined && !(item.last && read.begun === true))
      out.notes.push(`“${shown(item.source)}” was left out: ${read.flaw}`)
  }
  return { kind: 'field', ...shared, field, value }
}

/** What the index gets to read: its own grammar knows one kind of quotation mark and one dash. */
function plainText(item: Item): string {
  if (item.field !== undefined) return item.source.replace(UNSEEN, '')
  const closing = item.quoted && (!item.last || /["“”„«»＂]$/.test(item.source.slice(1))) ? '"' : ''
  const words = item.quoted ? `"${item.value}${closing}` : item.value
  return `${item.negated ? '-' : ''}${words}`
}

function clean(text: string): string {
  return text.replace(UNSEEN, '')
}

function shown(source: string): string {
  const text = clean(source)
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN - 1)}…` : text
}

export { FIELD_NAMES, type FieldName }
