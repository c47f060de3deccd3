/** Dates in the many ways people and pages write them → EDTF. See dates.ts, which checks what comes out. */

const MONTH_NAMES: readonly string[] = [
  'jan january januar jänner janvier enero gennaio januari janeiro',
  'feb february februar février fevrier févr fevr fév febrero febbraio februari fevereiro',
  'mar march märz maerz mär mrz mars marzo maart mrt março',
  'apr april avril avr abril abr aprile',
  'may mai mayo maggio mei maio',
  'jun june juni juin junio giugno junho',
  'jul july juli juillet juil julio luglio julho',
  'aug august août aout agosto ago augustus',
  'sep sept september septembre septiembre settembre setembro',
  'oct october oktober okt octobre octubre ottobre outubro out',
  'nov november novembre noviembre novembro',
  'dec december dezember dez décembre decembre déc diciembre dic dicembre dezembro'
]
const SEASON_NAMES: readonly string[] = ['spring', 'summer', 'autumn fall', 'winter']

const MONTHS = new Map<string, string>()
for (const [i, names] of MONTH_NAMES.entries())
  for (const n of names.split(' ')) MONTHS.set(n, String(i + 1).padStart(2, '0'))
const SEASONS = new Map<string, string>()
for (const [i, names] of SEASON_NAMES.entries())
  for (const n of names.split(' ')) SEASONS.set(n, String(21 + i))

const pad = (n: string, width = 2): string => n.padStart(width, '0')

function numeric(text: string): string | undefined {
  // ISO with a time, and the compact and slashed forms of it.
  let m =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ,].*)?$/i.exec(text) ??
    /^((?:1[4-9]|20)\d\d)([01]\d)([0-3]\d)(?:T.*)?$/.exec(text) ??
    /^(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?/.exec(text)
  if (m?.[1] && m[2] && m[3]) return `${m[1]}-${pad(m[2])}-${pad(m[3])}`
  m = /^(\d{4})\s*[年년]\s*(?:(\d{1,2})\s*[月월])?$/.exec(text) ?? /^(\d{4})[/.](\d{1,2})$/.exec(text)
  if (m?.[1]) return m[2] ? `${m[1]}-${pad(m[2])}` : m[1]
  m = /^(\d{1,2})[/.](\d{4})$/.exec(text)
  if (m?.[1] && m[2]) return `${m[2]}-${pad(m[1])}`
  m = /^(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4})(?:[ ,].*)?$/.exec(text)
  if (m?.[1] && m[2] && m[3] && m[4]) {
    const [a, b] = [Number(m[1]), Number(m[3])]
    // Dots are written day first wherever they are written; slashes and hyphens go both ways.
    if (m[2] === '.' || a > 12 || a === b) return `${m[4]}-${pad(m[3])}-${pad(m[1])}`
    return b > 12 ? `${m[4]}-${pad(m[1])}-${pad(m[3])}` : m[4]
  }
  return undefined
}

/** "3 Nov 2024", "November 3rd, 2024", "Sun, 03 Nov 2024 10:00 GMT", "1er mars 2024", "3 de noviembre de 2024". */
function named(text: string): string | undefined {
  const words = text
    .toLowerCase()
    .replace(/\b\d{1,2}:\d{2}.*$/, '')
    .split(/[\s,.]+|(?<=\d)(?:st|nd|rd|th|er|º|ª)(?=[\s,.]|$)/)
    .filter((w) => w !== '' && !/^(de|del|of|the|le|den|el|il)$/.test(w))
  let month: string | undefined
  let season: string | undefined
  let year: string | undefined
  let day: string | undefined
  for (const w of words) {
    if (/^\d{4}$/.test(w)) {
      if (year !== undefined) return undefined
      year = w
    } else if (/^\d{1,2}$/.test(w)) day ??= w
    else if (MONTHS.has(w)) {
      if (month !== undefined) return undefined
      month = MONTHS.get(w)
    } else if (SEASONS.has(w)) season = SEASONS.get(w)
    // Of other words only weekdays and labels may stand beside a date; else it is a sentence, not a date.
    else if (
      !/^(\p{L}{2,12}day|\p{L}{2,12}tag|published|updated|posted|on|mon|tue|wed|thu|fri|sat|sun)$/u.test(w)
    )
      return undefined
  }
  if (year === undefined) return undefined
  if (month !== undefined) return day === undefined ? `${year}-${month}` : `${year}-${month}-${pad(day)}`
  if (day !== undefined) return undefined
  return season === undefined ? year : `${year}-${season}`
}

function single(text: string): string | undefined {
  let m = /^(?:c\.?|ca\.?|circa|um|vers|about|around)\s*(.+)$/i.exec(text)
  if (m?.[1]) {
    const inner = single(m[1])
    return inner === undefined || /[~?%X]$/.test(inner) ? inner : `${inner}~`
  }
  m = /^\[?(\d{4})\s*\?\]?$/.exec(text)
  if (m?.[1]) return `${m[1]}?`
  m = /^\[(.+)\]$/.exec(text)
  if (m?.[1]) return single(m[1])
  m = /^(?:the )?(\d{3})0'?s$/i.exec(text)
  if (m?.[1]) return `${m[1]}X`
  m = /^(\d{1,4})\s*(?:bc|bce|b\.c\.|b\.c\.e\.|v\. ?chr\.)$/i.exec(text)
  if (m?.[1] && Number(m[1]) > 0) return Number(m[1]) === 1 ? '0000' : `-${pad(String(Number(m[1]) - 1), 4)}`
  m = /^(?:ad\s*(\d{1,4})|(\d{1,4})\s*(?:ad|ce|a\.d\.|n\. ?chr\.))$/i.exec(text)
  if (m?.[1] ?? m?.[2]) return pad(m?.[1] ?? m?.[2] ?? '', 4)
  m = /^(?:©|\(c\)|copyright|published|updated)\s*:?\s*(.+)$/i.exec(text)
  if (m?.[1]) return single(m[1])
  return numeric(text) ?? named(text)
}

/** "2010–2012", "2010-12" (a month is written 2010-12 too, so only en dashes and words span short forms), "May–June 2010". */
function span(text: string): string | undefined {
  const open = /^(?:since|from|seit|ab)\s+(.+)$|^(\d{4})\s?[-–—]\s?(?:present|today|heute)?$/i.exec(text)
  if (open) {
    const start = single(open[1] ?? open[2] ?? '')
    return start && `${start}/..`
  }
  const m = /^(.+?)\s?(?:[–—]|\sto\s|\sbis\s|(?<=^\d{4}\s?)-(?=\s?\d{4}$)|\s-\s)\s?(.+)$/i.exec(text)
  if (!m?.[1] || !m[2]) return undefined
  const [first, second] = [m[1].trim(), m[2].trim()]
  const end = /^\d{2}$/.test(second) && /^\d{4}$/.test(first) ? first.slice(0, 2) + second : single(second)
  if (end === undefined) return undefined
  // "12–15 May 2010", "May–June 2010": what the first half leaves out stands in the second.
  const year = /^-?\d{4}/.exec(end)?.[0] ?? ''
  const start =
    (/^\d{1,2}\.?$/.test(first)
      ? /^-?\d{4}-\d{2}/.test(end)
        ? `${end.slice(0, -3)}-${pad(first.replace('.', ''))}`
        : undefined
      : single(first)) ?? single(`${first} ${year}`)
  return start && start !== end ? `${start}/${end}` : start
}

/** EDTF of a written date, not yet checked; undefined when it is none. */
export function readWrittenDate(text: string): string | undefined {
  return single(text) ?? span(text)
}
