/** What the value of a field means: tests that can be put to an article, or a sentence that says what is wrong. */
import type { HighlightColor, ItemType } from '../contract/records'
import { foldKey } from './fold'
import {
  COLOR_VALUES,
  colorNamed,
  HAS_VALUES,
  hasNamed,
  IS_VALUES,
  isNamed,
  languageNamed,
  TYPE_VALUES,
  type FieldName,
  type HasValue,
  type IsValue
} from './query-names'

export type Test =
  /** Folded words at the start of a word. */
  | { of: 'author' | 'title' | 'list'; words: string }
  | { of: 'tag'; path: string }
  | { of: 'type'; types: readonly ItemType[] }
  | { of: 'lang'; code: string }
  /** Both ends included; undefined is open. */
  | { of: 'year'; from: number | undefined; to: number | undefined }
  /** ISO times; `from` included, `to` not. */
  | { of: 'added'; from: string | undefined; to: string | undefined }
  | { of: 'is'; value: IsValue }
  | { of: 'has'; value: HasValue }
  | { of: 'color'; color: HighlightColor }

export interface ReadValue {
  tests: Test[]
  /** Completes “… was left out: ”. */
  flaw?: string
  /** It could still become something. */
  begun?: boolean
}

export type { FieldName }

export function readFieldValue(
  field: Exclude<FieldName, 'note' | 'text' | 'like'>,
  value: string,
  quoted: boolean,
  now: string
): ReadValue {
  const choices = quoted ? [value] : value.split(/[,،，]/)
  const many = choices.map((c) => c.trim()).filter((c) => c !== '')
  switch (field) {
    case 'author':
    case 'title':
    case 'list': {
      const words = foldKey(value)
      return words === '' ? flawed('it has no letters or numbers in it.') : { tests: [{ of: field, words }] }
    }
    case 'tag':
      return { tests: many.map((path) => ({ of: 'tag', path: path.replace(/^#+|\/+$/g, '') })) }
    case 'type':
      return each(many, [...TYPE_VALUES.keys()].slice(0, 14), 'a kind of source', (v) => {
        const types = TYPE_VALUES.get(v.replace(/s$/, '')) ?? TYPE_VALUES.get(v)
        return types && { of: 'type', types }
      })
    case 'lang':
      return each(many, ['en', 'de', 'fr', 'german'], 'a language', (v) => {
        const code = languageNamed(v)
        return code === undefined ? undefined : { of: 'lang', code }
      })
    case 'is':
      return each(many, IS_VALUES, 'something an article can be', (v) => {
        const is = isNamed(v)
        return is && { of: 'is', value: is }
      })
    case 'has':
      return each(many, HAS_VALUES, 'something an article can have', (v) => {
        const has = hasNamed(v)
        return has && { of: 'has', value: has }
      })
    case 'color':
      return each(many, COLOR_VALUES, 'a colour of highlights', (v) => {
        const color = colorNamed(v)
        return color && { of: 'color', color }
      })
    case 'year':
      return readYears(value)
    case 'added':
      return readAdded(value.toLowerCase(), now)
  }
}

function flawed(flaw: string, begun = false): ReadValue {
  return { tests: [], flaw, begun }
}

function each(
  values: readonly string[],
  known: readonly string[],
  what: string,
  read: (value: string) => Test | undefined
): ReadValue {
  const tests: Test[] = []
  const odd: string[] = []
  for (const value of values) {
    const test = read(value.toLowerCase())
    if (test) tests.push(test)
    else odd.push(value)
  }
  const [first] = odd
  if (first === undefined) return { tests }
  const begun = known.some((k) => k.startsWith(first.toLowerCase()))
  return { tests, flaw: `“${first.slice(0, 30)}” is not ${what}. There are ${known.join(', ')}.`, begun }
}

const YEAR_HELP = 'a year is written 2012, 2010..2015, 2010.. or <1950.'

function readYears(value: string): ReadValue {
  const text = latinDigits(value)
  const year = (from: number | undefined, to: number | undefined): ReadValue =>
    from !== undefined && to !== undefined && from > to
      ? year(to, from)
      : { tests: [{ of: 'year', from, to }] }
  const one = /^(-?\d{1,4})$/.exec(text)
  if (one) return year(Number(one[1]), Number(one[1]))
  const range = /^(-?\d{1,4})?(?:\.{2,3}|…|–)(-?\d{1,4})?$/.exec(text) ?? /^(\d{4})-(\d{4})$/.exec(text)
  if (range && (range[1] !== undefined || range[2] !== undefined))
    return year(numberOf(range[1]), numberOf(range[2]))
  const side = /^([<>]=?)(-?\d{1,4})$/.exec(text)
  if (side) {
    const n = Number(side[2])
    if (side[1] === '<') return year(undefined, n - 1)
    if (side[1] === '<=') return year(undefined, n)
    return year(side[1] === '>' ? n + 1 : n, undefined)
  }
  return flawed(YEAR_HELP, /^[<>]?=?-?\d*\.*$/.test(text))
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text)
}

function latinDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (d) => foldKey(d))
}

const ADDED_HELP = 'when something was added is written <30d, >2w, 2024, 2024-05 or 2024-01..2024-06.'
const UNIT_DAYS = new Map([
  ['h', 1 / 24],
  ['d', 1],
  ['w', 7],
  ['m', 30.44],
  ['y', 365.25]
])
const DAY_MS = 86_400_000
/** Further back there was nothing to add. */
const MOST_DAYS = 200_000

function readAdded(value: string, now: string): ReadValue {
  const text = latinDigits(value)
  const added = (from: string | undefined, to: string | undefined): ReadValue => ({
    tests: [{ of: 'added', from, to }]
  })
  if (text === 'today') return added(now.slice(0, 10), undefined)
  const age = /^([<>]?)=?(\d{1,6})([hdwmy])$/.exec(text)
  if (age) {
    const days = Math.min(MOST_DAYS, Number(age[2]) * (UNIT_DAYS.get(age[3] ?? '') ?? 1))
    const then = new Date(Date.parse(now) - days * DAY_MS).toISOString()
    return age[1] === '>' ? added(undefined, then) : added(then, undefined)
  }
  const range = /^([\d-]*)(?:\.{2,3}|…)([\d-]*)$/.exec(text)
  if (range && range[0].length > 3) {
    const from = dateOf(range[1] ?? '')
    const to = dateOf(range[2] ?? '')
    if ((from || range[1] === '') && (to || range[2] === '')) return added(from?.from, to?.to)
  }
  const side = /^([<>])=?([\d-]+)$/.exec(text)
  const date = dateOf(side?.[2] ?? text)
  if (date && side) return side[1] === '<' ? added(undefined, date.from) : added(date.to, undefined)
  if (date) return added(date.from, date.to)
  return flawed(ADDED_HELP, /^[<>=\d.-]*$/.test(text) || 'today'.startsWith(text))
}

/** The first moment of a year, month or day, and the first after it. */
function dateOf(text: string): { from: string; to: string } | undefined {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text)
  if (!match) return undefined
  const [year, month, day] = [Number(match[1]), numberOf(match[2]), numberOf(match[3])]
  if (month !== undefined && (month < 1 || month > 12)) return undefined
  const start = Date.UTC(year, (month ?? 1) - 1, day ?? 1)
  const end =
    day !== undefined
      ? start + DAY_MS
      : month !== undefined
        ? Date.UTC(year, month, 1)
        : Date.UTC(year + 1, 0, 1)
  return { from: new Date(start).toISOString(), to: new Date(end).toISOString() }
}
