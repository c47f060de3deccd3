/**
 * Dates as sources have them: often only a year or a month, sometimes a span or a guess. They are kept as EDTF
 * (ISO 8601-2): `1903`, `1903-03`, `2024-05-01`, `2010/2012`, `2004/..`, `1903~`, `199X`, `2010-21` (spring),
 * `-0379` (380 BC). Times of day and zones are dropped: a source's date is the one printed on it.
 */
import { readWrittenDate } from './dates-written'

/** One end of a date. `month` 21 to 24 are spring, summer, autumn, winter. */
export interface DatePoint {
  /** Astronomical: 0 is 1 BC. For `199X` the first year it may be. */
  year: number
  /** The last year it may be, when digits are unspecified (`199X`: 1999). */
  lastYear?: number
  month?: number
  day?: number
  /** `~` or `?` or `%` */
  vague?: '~' | '?' | '%'
}

/** `open`: an end that is not known yet. */
export type DateRange = { start: DatePoint | 'open'; end?: DatePoint | 'open' }

const POINT = /^(-?\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2})(?:-(\d{2}))?)?([~?%])?$/

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (((year % 400) + 400) % 400), month, 0)).getUTCDate()
}

function readPoint(text: string): DatePoint | undefined {
  const m = POINT.exec(text)
  if (!m) return undefined
  const [, y = '', mm, dd, vague] = m
  const unknown = y.includes('X')
  const point: DatePoint = { year: Number(y.replaceAll('X', '0')) }
  if (unknown) {
    if (mm !== undefined) return undefined
    point.lastYear = Number(y.replaceAll('X', '9'))
  }
  if (mm !== undefined) {
    point.month = Number(mm)
    const season = point.month >= 21 && point.month <= 24
    if (!season && (point.month < 1 || point.month > 12)) return undefined
    if (dd !== undefined) {
      point.day = Number(dd)
      if (season || point.day < 1 || point.day > daysIn(point.year, point.month)) return undefined
    }
  }
  if (vague === '~' || vague === '?' || vague === '%') point.vague = vague
  return point
}

/** Reads EDTF; undefined when it is not EDTF (of the levels Carrel knows). */
export function readEdtf(text: string | undefined): DateRange | undefined {
  if (text === undefined || text === '') return undefined
  const [from = '', to, ...more] = text.split('/')
  if (more.length > 0) return undefined
  const end = (part: string): DatePoint | 'open' | undefined =>
    part === '..' || part === '' ? 'open' : readPoint(part)
  if (to === undefined) {
    const start = readPoint(from)
    return start && { start }
  }
  const start = end(from)
  const stop = end(to)
  if (!start || !stop || (start === 'open' && stop === 'open')) return undefined
  return { start, end: stop }
}

/**
 * What a page or a person wrote → EDTF; undefined when no date can be read from it. Understands EDTF, ISO 8601 with
 * time, RFC 822, numbers, and month names in English, German, French, Spanish, Italian, Dutch and Portuguese. Where day and month
 * cannot be told apart (03/04/2024) only the year is kept.
 */
export function parseDate(input: string): string | undefined {
  const text = input.normalize('NFKC').replace(/\s+/g, ' ').trim()
  if (text === '' || text.length > 200) return undefined
  if (readEdtf(text)) return text
  const read = readWrittenDate(text)
  return read !== undefined && readEdtf(read) ? read : undefined
}

/** The (first) year, astronomical; also of text that is not EDTF when it names exactly one year. */
export function yearOf(edtf: string | undefined): number | undefined {
  const range = readEdtf(edtf)
  if (range) {
    const point = range.start === 'open' ? range.end : range.start
    return point === undefined || point === 'open' ? undefined : point.year
  }
  const years = new Set(edtf?.match(/(?<!\d)\d{4}(?!\d)/g))
  const [only] = years
  return years.size === 1 && only !== undefined ? Number(only) : undefined
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' '
)
const SEASONS = ['spring', 'summer', 'autumn', 'winter']

function showPoint(p: DatePoint): string {
  const year =
    p.lastYear !== undefined
      ? p.lastYear - p.year === 9
        ? `${p.year}s`
        : `${p.year}–${p.lastYear}`
      : p.year <= 0
        ? `${1 - p.year} BC`
        : String(p.year)
  const month = p.month === undefined ? '' : (MONTHS[p.month - 1] ?? SEASONS[p.month - 21] ?? '')
  const plain = [p.day === undefined ? '' : String(p.day), month, year].filter((x) => x !== '').join(' ')
  if (p.vague === undefined) return plain
  return p.vague === '?' ? `${plain}?` : `c. ${plain}`
}

/** For people: `March 1903`, `1 May 2024`, `2010–2012`, `since 2004`. Text that is not EDTF is shown as it is. */
export function showDate(edtf: string): string {
  const range = readEdtf(edtf)
  if (!range) return edtf
  const { start, end } = range
  if (start === 'open') return end === undefined || end === 'open' ? edtf : `until ${showPoint(end)}`
  if (end === undefined) return showPoint(start)
  return end === 'open' ? `since ${showPoint(start)}` : `${showPoint(start)}–${showPoint(end)}`
}

/** What stands in an author-date reference: `1903`, `2010–2012`, `380 BC`, `n.d.`. */
export function showYear(edtf: string | undefined): string {
  const range = readEdtf(edtf)
  if (!range) {
    const year = yearOf(edtf)
    return year === undefined ? (edtf ?? '') || 'n.d.' : String(year)
  }
  const bare = (p: DatePoint): string => {
    const { month: _month, day: _day, ...year } = p
    return showPoint(year)
  }
  const { start, end } = range
  if (start === 'open') return end === undefined || end === 'open' ? 'n.d.' : `–${bare(end)}`
  if (end === undefined) return bare(start)
  if (end === 'open') return `${bare(start)}–`
  return start.year === end.year ? bare(start) : `${bare(start)}–${bare(end)}`
}

/** A CSL-JSON date variable. */
export interface CslDate {
  'date-parts'?: number[][]
  season?: number
  circa?: boolean
  literal?: string
}

/** CSL counts 1 BC as -1 and has no year 0; EDTF is astronomical. */
function cslParts(p: DatePoint): number[] {
  const parts = [p.year <= 0 ? p.year - 1 : p.year]
  if (p.month !== undefined && p.month <= 12) {
    parts.push(p.month)
    if (p.day !== undefined) parts.push(p.day)
  }
  return parts
}

/** EDTF → CSL-JSON. An open end is `[0]`, as citeproc has it; what is not EDTF stays literal. */
export function edtfToCsl(edtf: string): CslDate {
  const range = readEdtf(edtf)
  if (!range) return { literal: edtf }
  const { start, end } = range
  // CSL can leave the end open, not the beginning.
  if (start === 'open') return { literal: showDate(edtf) }
  const date: CslDate = { 'date-parts': [cslParts(start)] }
  const last = end ?? (start.lastYear === undefined ? undefined : { year: start.lastYear })
  if (last !== undefined) date['date-parts']?.push(last === 'open' ? [0] : cslParts(last))
  if (last === undefined && start.month !== undefined && start.month > 20) date.season = start.month - 20
  const vague = (p: DatePoint | 'open' | undefined): boolean =>
    p !== undefined && p !== 'open' && (p.vague !== undefined || p.lastYear !== undefined)
  if (vague(start) || vague(end)) date.circa = true
  return date
}
