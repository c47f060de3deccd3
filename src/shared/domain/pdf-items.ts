/**
 * The pieces of text of a PDF's page in the order in which they are read, in letters as they are typed. Printers of
 * PDFs write right-to-left lines from left to right, glyph by glyph, in contextual forms, and name a Chinese character
 * by the radical whose glyph it shares (一 as U+2F00): neither can be found or quoted.
 */

/** As pdf.js gives them; `transform` is a matrix, its last two numbers the left edge and the baseline. */
export interface PdfItem {
  str: string
  transform: readonly unknown[]
  width: number
  hasEOL: boolean
}

const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/
const LTR = /[\p{L}\p{N}]/u
/** Kangxi radicals, Latin ligatures, Arabic presentation forms. */
const FORMS = /[\u2f00-\u2fd5\ufb00-\ufb06\ufb50-\ufdfb\ufe70-\ufefc]/g
/** Radicals without a compatibility mapping; Unicode, EquivalentUnifiedIdeograph.txt. */
const RADICALS = new Map(
  [
    ...'⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻲亀⻳龟'.matchAll(
      /(.)(.)/gu
    )
  ].map(([, radical = '', letter = '']): [string, string] => [radical, letter])
)
const MIRRORED = new Map([...'()[]{}«»‹›'].map((c, i, all): [string, string] => [c, all[i ^ 1] ?? c]))

/** Letters as they are typed; nothing wider (a superscript two is not a two). */
export function typedLetters(text: string): string {
  return text
    .replace(FORMS, (c) => c.normalize('NFKC'))
    .replace(/[\u2e80-\u2ef3]/g, (c) => RADICALS.get(c) ?? c)
}

/** Copies of the items: lines that run from right to left in reading order, letters as typed. */
export function readingItems<T extends PdfItem>(items: readonly T[]): T[] {
  const out: T[] = []
  let line: T[] = []
  const close = (): void => {
    out.push(...readingLine(line))
    line = []
  }
  for (const item of items) {
    line.push(item)
    if (item.hasEOL) close()
  }
  close()
  return out.map((item) => {
    const str = typedLetters(item.str)
    return str === item.str ? item : { ...item, str }
  })
}

type Kind = 'R' | 'L' | 'N'
const kindOf = ({ str }: PdfItem): Kind => (RTL.test(str) ? 'R' : LTR.test(str) ? 'L' : 'N')

function readingLine<T extends PdfItem>(line: readonly T[]): readonly T[] {
  const kinds = line.map(kindOf)
  if (!isVisual(line, kinds)) return line
  const count = (kind: Kind): number => kinds.filter((k) => k === kind).length
  const base: Kind = count('R') >= count('L') ? 'R' : 'L'
  const runs = runsOf(line, kinds, base === 'R' ? 'L' : 'R')
  const ordered =
    base === 'R'
      ? runs.reverse().flatMap((run) => (run.inner ? run.items : run.items.map(mirrored)))
      : runs.flatMap((run) => (run.inner ? run.items.reverse().map(mirrored) : run.items))
  // The line ends where it is read to its end.
  const ends = line.some((item) => item.hasEOL)
  return wordsOf(ordered).map((item, i, all) => {
    const hasEOL = ends && i === all.length - 1
    return item.hasEOL === hasEOL ? item : { ...item, hasEOL }
  })
}

/** Glyphs that stand apart as words: only as such are they joined and as wide as they were printed. */
function wordsOf<T extends PdfItem>(items: readonly T[]): T[] {
  const out: T[] = []
  for (const item of items) {
    const last = out.at(-1)
    const [left, y] = placeOf(item)
    const [end, lastY] = last ? placeOf(last) : [0, 0]
    const apart = Math.abs(end - (left + item.width)) > Math.abs(Number(item.transform[3] ?? 0)) * 0.15
    if (!last || kindOf(last) !== 'R' || kindOf(item) !== 'R' || apart || Math.abs(y - lastY) > 0.5)
      out.push(item)
    else {
      const width = Math.max(item.width, end + last.width - left)
      out[out.length - 1] = { ...item, str: last.str + item.str, width }
    }
  }
  return out
}

const placeOf = ({ transform }: PdfItem): [number, number] => [
  Number(transform[4] ?? 0),
  Number(transform[5] ?? 0)
]

/** Its right-to-left pieces come in the order in which they stand from left to right. */
function isVisual(line: readonly PdfItem[], kinds: readonly Kind[]): boolean {
  let ascending = 0
  let last: number | undefined
  for (const [i, item] of line.entries()) {
    if (kinds[i] !== 'R') continue
    const x = Number(item.transform[4] ?? 0)
    if (last !== undefined) ascending += Math.sign(x - last)
    last = x
  }
  return ascending > 0
}

/** Runs of one kind, with what is neutral between two of it; all else stands alone. */
function runsOf<T>(
  line: readonly T[],
  kinds: readonly Kind[],
  inner: Kind
): { inner: boolean; items: T[] }[] {
  const runs: { inner: boolean; items: T[] }[] = []
  for (let i = 0; i < line.length; i++) {
    let end = i
    if (kinds[i] === inner)
      for (let k = i + 1; k < line.length && (kinds[k] === inner || kinds[k] === 'N'); k++)
        if (kinds[k] === inner) end = k
    runs.push({ inner: kinds[i] === inner, items: line.slice(i, end + 1) })
    i = end
  }
  return runs
}

function mirrored<T extends PdfItem>(item: T): T {
  const str = MIRRORED.get(item.str)
  return str === undefined ? item : { ...item, str }
}
