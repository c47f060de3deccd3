/** The reading cursor: a sentence, several, or a paragraph of the text, moved by keys. Pure. */
import { paragraphAt } from '#shared/domain/article-text'

export interface Span {
  start: number
  end: number
}
export interface Cursor extends Span {
  /** The end that Shift+arrows leave where it is. */
  pivot: Span
}

const segmenters = new Map<string, Intl.Segmenter>()

function segmenter(lang: string): Intl.Segmenter {
  let made = segmenters.get(lang)
  if (!made) {
    try {
      made = new Intl.Segmenter(lang, { granularity: 'sentence' })
    } catch {
      // A label that is no language: the rules of English do for most scripts.
      made = new Intl.Segmenter('en', { granularity: 'sentence' })
    }
    segmenters.set(lang, made)
  }
  return made
}

/** Sentences of one paragraph, without the white space around them. */
export function sentencesOf(text: string, paragraph: Span, lang = 'en'): Span[] {
  const out: Span[] = []
  for (const { index, segment } of segmenter(lang).segment(text.slice(paragraph.start, paragraph.end))) {
    const lead = segment.length - segment.trimStart().length
    const length = segment.trim().length
    if (length > 0)
      out.push({ start: paragraph.start + index + lead, end: paragraph.start + index + lead + length })
  }
  return out
}

export function atParagraph(paragraphs: readonly Span[], number: number): Cursor | undefined {
  const p = paragraphs[number]
  return p && { start: p.start, end: p.end, pivot: { start: p.start, end: p.end } }
}

/** One paragraph on or back; without a cursor, the one that holds `from`. */
export function moveParagraph(
  paragraphs: readonly Span[],
  cursor: Cursor | undefined,
  step: 1 | -1,
  from: number
): Cursor | undefined {
  if (!cursor) return atParagraph(paragraphs, Math.max(0, paragraphAt(paragraphs, from)))
  const now = paragraphAt(paragraphs, step === 1 ? cursor.end - 1 : cursor.start)
  return atParagraph(paragraphs, now + step) ?? cursor
}

/** One sentence on or back, into the next paragraph where one ends. From a whole paragraph: its first or last. */
export function moveSentence(
  text: string,
  paragraphs: readonly Span[],
  cursor: Cursor,
  step: 1 | -1,
  lang?: string
): Cursor {
  const number = paragraphAt(paragraphs, cursor.start)
  const paragraph = paragraphs[number]
  if (!paragraph) return cursor
  const here = sentencesOf(text, paragraph, lang)
  const whole = cursor.start === paragraph.start && cursor.end === paragraph.end && here.length > 1
  const next = whole
    ? step === 1
      ? here[0]
      : here.at(-1)
    : neighbourSentence(text, paragraphs, cursor, step, lang)
  return next ? { ...next, pivot: next } : cursor
}

/** Shift+arrow: the far end moves by a sentence; back past the pivot it grows to the other side. */
export function extendSentence(
  text: string,
  paragraphs: readonly Span[],
  cursor: Cursor,
  step: 1 | -1,
  lang?: string
): Cursor {
  const { pivot } = cursor
  const growsDown = cursor.end > pivot.end
  const growsUp = cursor.start < pivot.start
  if (step === 1 && growsUp) {
    const shrunk = sentenceAfter(text, paragraphs, cursor.start, lang)
    return { start: Math.min(shrunk?.start ?? pivot.start, pivot.start), end: cursor.end, pivot }
  }
  if (step === -1 && growsDown) {
    const shrunk = sentenceBefore(text, paragraphs, cursor.end, lang)
    return { start: cursor.start, end: Math.max(shrunk?.end ?? pivot.end, pivot.end), pivot }
  }
  const next = neighbourSentence(text, paragraphs, cursor, step, lang)
  if (!next) return cursor
  return { start: Math.min(cursor.start, next.start), end: Math.max(cursor.end, next.end), pivot }
}

function neighbourSentence(
  text: string,
  paragraphs: readonly Span[],
  span: Span,
  step: 1 | -1,
  lang: string | undefined
): Span | undefined {
  const number = paragraphAt(paragraphs, step === 1 ? span.end - 1 : span.start)
  const inside = (n: number): Span[] => {
    const p = paragraphs[n]
    return p ? sentencesOf(text, p, lang) : []
  }
  if (step === 1) return inside(number).find((s) => s.start >= span.end) ?? inside(number + 1)[0]
  return inside(number).findLast((s) => s.end <= span.start) ?? inside(number - 1).at(-1)
}

/** The sentence after the one that begins at `start`. */
function sentenceAfter(
  text: string,
  paragraphs: readonly Span[],
  start: number,
  lang: string | undefined
): Span | undefined {
  return neighbourSentence(text, paragraphs, { start, end: start + 1 }, 1, lang)
}

/** The sentence before the one that ends at `end`. */
function sentenceBefore(
  text: string,
  paragraphs: readonly Span[],
  end: number,
  lang: string | undefined
): Span | undefined {
  return neighbourSentence(text, paragraphs, { start: end - 1, end }, -1, lang)
}
