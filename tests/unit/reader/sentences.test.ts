import { describe, expect, it } from 'vitest'
import { paragraphsOfText } from '#shared/domain/article-text'
import {
  extendSentence,
  moveParagraph,
  moveSentence,
  sentencesOf,
  type Cursor
} from '../../../src/renderer/features/reader/cursor/sentences'

const text = 'One came early. Two came late.\nThree stayed.\nFour left. Five wrote it down.'
const paragraphs = paragraphsOfText(text)
const words = (c: { start: number; end: number } | undefined): string | undefined =>
  c && text.slice(c.start, c.end)
const start = (): Cursor => {
  const c = moveParagraph(paragraphs, undefined, 1, 0)
  if (!c) throw new Error('no cursor')
  return c
}
const move = (c: Cursor, step: 1 | -1): Cursor => moveSentence(text, paragraphs, c, step)
const extend = (c: Cursor, step: 1 | -1): Cursor => extendSentence(text, paragraphs, c, step)

describe('sentencesOf', () => {
  it('cuts a paragraph without its white space', () => {
    expect(sentencesOf(text, paragraphs[0]!).map(words)).toEqual(['One came early.', 'Two came late.'])
  })
  it('knows the stops of other scripts', () => {
    const zh = '第一句。第二句！'
    expect(sentencesOf(zh, { start: 0, end: zh.length }, 'zh')).toHaveLength(2)
    const ar = 'جاء القارئ؟ ثم ذهب.'
    expect(sentencesOf(ar, { start: 0, end: ar.length }, 'ar')).toHaveLength(2)
  })
  it('survives a language that is none', () => {
    expect(sentencesOf('A. B.', { start: 0, end: 5 }, 'not a language')).toHaveLength(2)
  })
})

describe('the reading cursor', () => {
  it('starts at the paragraph on screen and moves by paragraph, to the last and no further', () => {
    expect(words(moveParagraph(paragraphs, undefined, 1, text.indexOf('stayed')))).toBe('Three stayed.')
    let c = start()
    for (const expected of [
      'Three stayed.',
      'Four left. Five wrote it down.',
      'Four left. Five wrote it down.'
    ]) {
      c = moveParagraph(paragraphs, c, 1, 0) ?? c
      expect(words(c)).toBe(expected)
    }
    for (let i = 0; i < 5; i++) c = moveParagraph(paragraphs, c, -1, 0) ?? c
    expect(words(c)).toBe('One came early. Two came late.')
  })

  it('goes from a whole paragraph to its first or last sentence, then on into the next paragraph', () => {
    const first = move(start(), 1)
    expect(words(first)).toBe('One came early.')
    expect(words(move(start(), -1))).toBe('Two came late.')
    const seen = [first]
    for (let i = 0; i < 5; i++) seen.push(move(seen.at(-1)!, 1))
    expect(seen.map(words)).toEqual([
      'One came early.',
      'Two came late.',
      'Three stayed.',
      'Four left.',
      'Five wrote it down.',
      'Five wrote it down.'
    ])
    expect(words(move(seen[3]!, -1))).toBe('Three stayed.')
  })

  it('extends and shrinks by sentence, on both sides of where it began', () => {
    const at = move(move(start(), 1), 1)
    const more = extend(at, 1)
    expect(words(more)).toBe('Two came late.\nThree stayed.')
    expect(words(extend(more, -1))).toBe('Two came late.')
    const back = extend(extend(more, -1), -1)
    expect(words(back)).toBe('One came early. Two came late.')
    expect(words(extend(back, 1))).toBe('Two came late.')
  })
})
