/**
 * Quotations of real and generated texts, sought again after an edit whose truth is known: every word remembers where
 * it came from. Three methods: Carrel's, the stored offsets alone, the exact words alone.
 */
import { anchor, describe, prepareText, type AnchorText, type Selectors } from '#shared/domain/anchor'
import {
  edit,
  generate,
  seeded,
  type Language,
  type Source,
  type Token
} from '../../unit/domain/generated-text'

export { prepareText }

export interface Tally {
  /** At least 60 % of what is left of the quotation, and at most 40 % from outside of it. */
  right: number
  wrong: number
  unplaced: number
  /** Less than half of its words are left, and it was left unplaced. */
  gone: number
}
export interface Row {
  text: string
  edit: string
  quotes: number
  methods: Record<Method, Tally>
}
type Method = 'Carrel' | 'offsets only' | 'exact quote only'
type Random = () => number
interface Written {
  text: string
  at: ReadonlyMap<number, { start: number; end: number }>
}

/** Running text, one paragraph a line → words that know their number. Chinese is cut by its dictionary. */
export function tokenise(text: string, language: Language): Source {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
  let number = 0
  return {
    language,
    paragraphs: text
      .split(/\n+/)
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line) => {
        const words =
          language === 'zh' ? [...segmenter.segment(line)].map((s) => s.segment) : line.split(/\s+/)
        return words.map((word): Token => ({ text: word, from: number++ }))
      })
  }
}

/** How the words are put on paper: what stands between two of them, and how a word is set. */
interface Setting {
  space?: (random: Random) => string
  paragraph?: (random: Random) => string
  word?: (word: string, random: Random) => string
}

function write(source: Source, setting: Setting, random: Random): Written {
  const at = new Map<number, { start: number; end: number }>()
  const parts: string[] = []
  let length = 0
  const put = (s: string): void => {
    parts.push(s)
    length += s.length
  }
  source.paragraphs.forEach((p, i) => {
    if (i > 0) put(setting.paragraph?.(random) ?? '\n')
    p.forEach((t, j) => {
      if (j > 0) put(setting.space?.(random) ?? (source.language === 'zh' ? '' : ' '))
      const word = setting.word?.(t.text, random) ?? t.text
      if (t.from >= 0) at.set(t.from, { start: length, end: length + word.length })
      put(word)
    })
  })
  return { text: parts.join(''), at }
}

const pick = <T>(random: Random, of: readonly T[]): T => of[Math.floor(random() * of.length)] as T

/** What another publisher's typesetting does to the same words. */
function reset(word: string, random: Random): string {
  let out = word
    .replace(/[“”„«»"]/g, () => pick(random, ['"', '“', '”', '„', '«', '»', '「', '」']))
    .replace(/[‘’']/g, () => pick(random, ["'", '’', '‘', 'ʼ']))
    .replace(/——|[–—]/g, () => pick(random, ['–', '—', '--', '---', '——', '―']))
    .replace(/…|\.\.\./g, () => pick(random, ['…', '...', '……']))
    .replace(/ffi|ffl|fi|fl|ff/g, (s) =>
      random() < 0.5 ? s : ({ ffi: 'ﬃ', ffl: 'ﬄ', fi: 'ﬁ', fl: 'ﬂ', ff: 'ﬀ' }[s] ?? s)
    )
    .replace(/[，：；！？（）]/g, (c) => (random() < 0.3 ? String.fromCharCode(c.charCodeAt(0) - 0xfee0) : c))
    .replace(/\d/g, (c) => (random() < 0.1 ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c))
  if (random() < 0.2) out = out.normalize('NFD')
  if (out.length > 6 && random() < 0.15) out = `${out.slice(0, 3)}\u00ad${out.slice(3)}`
  if (/[\u0628-\u064a]{3}/.test(out)) {
    // Drawn-out letters, and vowels written or not.
    if (random() < 0.15)
      out = out.replace(/([\u0628\u062a\u0633\u0644\u0645])(?=[\u0621-\u064a])/, '$1\u0640')
    if (random() < 0.25) out = out.replace(/[\u0628\u062a\u0643\u0644\u0645\u0646]/g, '$&\u064e')
  }
  return out
}

const EDITS: Record<string, { change?: (s: Source, r: Random) => Source; setting?: Setting }> = {
  unchanged: {},
  whitespace: {
    setting: {
      space: (r) => pick(r, ['', ' ', '  ', '\n', '\u00a0', ' \t', '\u2009', '\u200b ']) || ' ',
      paragraph: (r) => pick(r, ['\n', '\n\n', ' ', '\r\n'])
    }
  },
  typography: { setting: { word: reset } },
  '1 %': { change: (s, r) => edit(s, r, 0.01, false) },
  '6 %': { change: (s, r) => edit(s, r, 0.06, false) },
  reordering: { change: (s, r) => edit(s, r, 0, true) },
  '6 % and reordering': { change: (s, r) => edit(s, r, 0.06, true) }
}

const METHODS: Record<
  Method,
  (where: AnchorText, selectors: Selectors) => { start: number; end: number } | undefined
> = {
  Carrel: (where, selectors) => {
    const found = anchor(where, selectors)
    return found.placed ? found : undefined
  },
  'offsets only': (where, { position }) => (position.start < where.text.length ? position : undefined),
  'exact quote only': (where, { quote }) => {
    const start = where.text.indexOf(quote.exact)
    return start < 0 ? undefined : { start, end: start + quote.exact.length }
  }
}

/** `count` quotations of one to sixty words, under every edit, by every method. */
export function measure(name: string, source: Source, count: number, seed: number): Row[] {
  const before = write(source, {}, Math.random)
  return Object.entries(EDITS).map(([label, { change, setting }]) => {
    const random = seeded(seed)
    const after = write(change ? change(source, random) : source, setting ?? {}, random)
    const where = prepareText(after.text)
    const methods = Object.fromEntries(
      Object.keys(METHODS).map((m) => [m, { right: 0, wrong: 0, unplaced: 0, gone: 0 }])
    ) as Record<Method, Tally>
    let quotes = 0
    while (quotes < count) {
      const p = pick(random, source.paragraphs)
      const length = Math.min(p.length, 1 + Math.floor(random() ** 2 * 60))
      const first = Math.floor(random() * (p.length - length + 1))
      const tokens = p.slice(first, first + length)
      const start = before.at.get(tokens[0]?.from ?? -1)?.start ?? 0
      const end = before.at.get(tokens.at(-1)?.from ?? -1)?.end ?? 0
      const selectors = describe(before.text, start, end)
      if (!selectors || !/[\p{L}\p{N}]/u.test(selectors.quote.exact)) continue
      quotes++
      for (const [method, find] of Object.entries(METHODS))
        methods[method as Method][judge(find(where, selectors), tokens, after)]++
    }
    return { text: name, edit: label, quotes, methods }
  })
}

function judge(
  found: { start: number; end: number } | undefined,
  tokens: readonly Token[],
  after: Written
): keyof Tally {
  const left = tokens.flatMap((t) => after.at.get(t.from) ?? [])
  if (!found) return left.length * 2 < tokens.length ? 'gone' : 'unplaced'
  const [first, last] = [left[0], left.at(-1)]
  if (!first || !last) return 'wrong'
  const ink = (start: number, end: number): number =>
    after.text.slice(start, Math.max(start, end)).replace(/[\s\u200b]/g, '').length
  const within = (t: { start: number; end: number }): number =>
    ink(Math.max(t.start, found.start), Math.min(t.end, found.end))
  const kept = left.reduce((n, t) => n + within(t), 0)
  const whole = left.reduce((n, t) => n + ink(t.start, t.end), 0)
  const inPlace = within({ start: first.start, end: last.end })
  return kept >= whole * 0.6 && inPlace >= ink(found.start, found.end) * 0.6 ? 'right' : 'wrong'
}

/** A text of word lists: passages resemble one another much more than an author's do. */
export function generated(language: Language): Source {
  return generate(language, seeded(language.charCodeAt(0)))
}
