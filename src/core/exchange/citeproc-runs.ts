/** citeproc's HTML of one reference as runs. Its tags are few and known; what is not among them is dropped. */
import type { Run } from './doc'
import { joinRuns } from './doc'

type Dress = Omit<Run, 'text' | 'href' | 'footnote'>

function dressOf(name: string, attributes: string): Dress {
  if (name === 'i' || /font-style:\s*italic/.test(attributes)) return { italic: true }
  if (name === 'b' || /font-weight:\s*bold/.test(attributes)) return { bold: true }
  if (name === 'sup' || /vertical-align:\s*sup/.test(attributes)) return { sup: true }
  if (name === 'sub' || /vertical-align:\s*sub/.test(attributes)) return { sub: true }
  return /font-variant:\s*small-caps/.test(attributes) ? { smallCaps: true } : {}
}

const NAMED = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['nbsp', '\u00a0']
])
const decode = (text: string): string =>
  text.replace(/&(?:#(\d{1,6})|#x([\da-f]{1,6})|(\w+));/gi, (whole, dec, hex, name) => {
    if (name !== undefined) return NAMED.get(String(name)) ?? whole
    return String.fromCodePoint(dec === undefined ? parseInt(String(hex), 16) : Number(dec))
  })

const ADDRESS = /https?:\/\/[^\s<>"“”]*[^\s<>"“”.,;:!?)\]’'»]/gu

/** Addresses in the text become links. */
function linked(run: Run): Run[] {
  const runs: Run[] = []
  let from = 0
  for (const m of run.text.matchAll(ADDRESS)) {
    runs.push(
      { ...run, text: run.text.slice(from, m.index) },
      { ...run, text: m[0], href: encodeURI(decodeSafely(m[0])) }
    )
    from = m.index + m[0].length
  }
  runs.push({ ...run, text: run.text.slice(from) })
  return runs.filter((r) => r.text !== '')
}

/** So that an address that is encoded already is not encoded twice. */
function decodeSafely(address: string): string {
  try {
    return decodeURI(address)
  } catch {
    return address // `%` stands in it for itself
  }
}

export function citeprocRuns(html: string): Run[] {
  const runs: Run[] = []
  const open: Dress[] = []
  for (const [, text, closing, name, attributes] of html.matchAll(
    /([^<]+)|<(\/?)([a-z]+)((?:\s[^<>]*)?)>/g
  )) {
    if (text !== undefined) {
      const dress = Object.assign({}, ...open) as Dress
      runs.push({ ...dress, text: decode(text).replace(/[^\S\u00a0\u202f]+/g, ' ') })
    } else if (name === 'div') {
      runs.push({ text: ' ' }) // the margin of a number, or a new line of the entry
    } else if (closing === '/') open.pop()
    else open.push(dressOf(name ?? '', attributes ?? ''))
  }
  return trimmed(joinRuns(runs)).flatMap(linked)
}

/** Without space at either end, nor two spaces in a row across runs. */
function trimmed(runs: readonly Run[]): Run[] {
  const out: Run[] = []
  let ended = true
  for (const run of runs) {
    const text: string = (ended ? run.text.replace(/^ +/, '') : run.text).replace(/ {2,}/g, ' ')
    if (text === '') continue
    ended = text.endsWith(' ')
    out.push({ ...run, text })
  }
  const last = out.at(-1)
  if (last) out[out.length - 1] = { ...last, text: last.text.replace(/ +$/, '') }
  return out.filter((r) => r.text !== '')
}
