import { describe, expect, it } from 'vitest'
import { readingItems, typedLetters } from '#shared/domain/pdf-items'

/** Glyph by glyph from left to right, as Skia prints them. */
const glyphs = (text: string): { str: string; transform: number[]; width: number; hasEOL: boolean }[] =>
  [...text].map((str, i, all) => ({
    str,
    transform: [10, 0, 0, 10, i * 8, 0],
    width: 8,
    hasEOL: i === all.length - 1
  }))
const read = (...lines: string[]): string =>
  readingItems(lines.flatMap(glyphs))
    .map((i) => i.str + (i.hasEOL ? '\n' : ''))
    .join('')

describe('the pieces of a page as they are read', () => {
  it('turns a line that was printed from left to right', () => {
    const line = [...'كان في الغرفة (الشمالية)،'].reverse().join('')
    const printed = line.replace(/[()]/g, (c) => (c === '(' ? ')' : '('))
    expect(read(printed)).toBe('كان في الغرفة (الشمالية)،\n')
  })
  it('joins the glyphs of a word, as wide as they were printed', () => {
    const [word, , last] = readingItems(glyphs('ب نافع'.split('').reverse().join('')))
    expect(word).toMatchObject({ str: 'ب', width: 8, transform: [10, 0, 0, 10, 40, 0] })
    expect(last).toMatchObject({ str: 'نافع', width: 32, transform: [10, 0, 0, 10, 0, 0], hasEOL: true })
  })
  it('leaves numbers and Latin words inside it as they are', () => {
    expect(read(['.مع', 'PDF 1.5', 'ناك'].join(' '))).toBe('كان PDF 1.5 عم.\n')
  })
  it('turns a quotation inside a Latin line only', () => {
    expect(read('The word باتك means book')).toBe('The word كتاب means book\n')
  })
  it('leaves lines that the file has in reading order', () => {
    const logical = glyphs('كان في').map((g, i) => ({ ...g, transform: [10, 0, 0, 10, -i * 8, 0] }))
    expect(
      readingItems(logical)
        .map((i) => i.str)
        .join('')
    ).toBe('كان في')
    expect(read('one', 'two')).toBe('one\ntwo\n')
  })
  it('writes contextual forms, ligatures and radicals as they are typed', () => {
    expect(typedLetters('ﻛﺎن ﻻ ﬁnd ⼗⼆盏 ⻓ x²')).toBe('كان لا find 十二盏 长 x²')
  })
})
