/**
 * One reference, formatted author-date in a plain manner of our own. The one place that does so, until CSL styles
 * take its seat.
 */
import { showDate, showYear } from '#shared/domain/dates'
import type { CslItem, CslName } from '#shared/domain/csl'
import type { Run } from './doc'
import { titleRuns } from './title-markup'

/** Published by the day rather than by the year. */
const DATED = new Set<CslItem['type']>(['article-newspaper', 'article-magazine', 'post-weblog', 'webpage'])
const STANDS_ALONE = new Set<CslItem['type']>(['book', 'report', 'thesis', 'document'])
const MOST_AUTHORS = 10

function inverted(n: CslName): string {
  return n.literal ?? [n.family, n.given].filter(Boolean).join(', ')
}

function direct(n: CslName): string {
  return n.literal ?? [n.given, n.family].filter(Boolean).join(' ')
}

function authors(names: readonly CslName[]): string {
  const [first, ...others] = names
  if (!first) return ''
  const shown = others.length < MOST_AUTHORS ? others : others.slice(0, 6)
  const rest = shown.map(direct)
  const last = rest.pop()
  const all = last === undefined ? inverted(first) : [inverted(first), ...rest, `and ${last}`].join(', ')
  return shown.length < others.length
    ? `${[inverted(first), ...shown.map(direct)].join(', ')}, and ${others.length - shown.length} others`
    : all
}

/** A full stop, unless the text ends in something that closes a sentence by itself. */
function stop(text: string): string {
  return /[.!?…。！？]["'”’»)\]]*$/u.test(text) ? '' : '.'
}

function link(address: string): Run {
  return /^https?:\/\//i.test(address) ? { text: address, href: address } : { text: address }
}

/** `James, William, and Mary Roe (1890). The Principles of Psychology. Holt. https://…` */
export function formatReference(item: CslItem, issued: string | undefined): Run[] {
  const runs: Run[] = []
  const say = (text: string): void => {
    if (text !== '') runs.push({ text })
  }
  const date = `(${issued !== undefined && DATED.has(item.type) ? showDate(issued) : showYear(issued)})`
  const who = authors(item.author ?? [])
  if (who !== '') say(`${who} ${date}. `)

  const title = titleRuns(item.title === '' ? 'Untitled' : item.title)
  const plainTitle = title.map((r) => r.text).join('')
  const container = item['container-title']
  if (container === undefined || STANDS_ALONE.has(item.type)) {
    runs.push(...title.map((r): Run => ({ ...r, italic: true })))
    say(stop(plainTitle))
  } else {
    say('“')
    runs.push(...title)
    say(`${stop(plainTitle)}”`)
  }
  if (who === '') say(` ${date}.`)
  if (container !== undefined) {
    say(item.type === 'chapter' || item.type === 'paper-conference' ? ' In ' : ' ')
    runs.push(...titleRuns(container).map((r): Run => ({ ...r, italic: true })))
    const numbers =
      (item.volume === undefined ? '' : ` ${item.volume}`) +
      (item.issue === undefined ? '' : `(${item.issue})`)
    const where = numbers + (item.page === undefined ? '' : `, ${item.page.replace(/(\d)-+(?=\d)/g, '$1–')}`)
    say(where)
    say(stop(container + where))
  }
  if (item.publisher !== undefined) say(` ${item.publisher}${stop(item.publisher)}`)
  if (item.DOI !== undefined) {
    const bare = item.DOI.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i, '')
    runs.push({ text: ' ' }, { text: `https://doi.org/${bare}`, href: `https://doi.org/${encodeURI(bare)}` })
  } else if (item.URL !== undefined) {
    runs.push({ text: ' ' }, link(item.URL))
  }
  return runs
}
