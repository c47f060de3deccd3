import { describe, expect, it } from 'vitest'
import { findAll, fold } from '../../../src/renderer/features/reader/find/fold'

const found = (text: string, needle: string): string[] =>
  findAll(fold(text), needle).map((r) => text.slice(r.start, r.end))

describe('find in article', () => {
  it('ignores case and accents, on both sides', () => {
    expect(found('Café CAFE cafe\u0301 caffè', 'CAFÉ')).toEqual(['Café', 'CAFE', 'cafe\u0301'])
    expect(found('Straße STRASSE', 'strasse')).toEqual(['Straße', 'STRASSE'])
    expect(found('Άνθρωπος', 'ανθρωπος')).toEqual(['Άνθρωπος'])
  })
  it('takes typographic signs for plain ones', () => {
    expect(found('it’s “so” – well', 'it\'s "so" - well')).toEqual(['it’s “so” – well'])
    expect(found('co\u00adoperate', 'cooperate')).toEqual(['co\u00adoperate'])
  })
  it('finds in scripts without spaces and with marks', () => {
    expect(found('阅览室之夜，阅览室', '阅览室')).toHaveLength(2)
    expect(found('كِتَاب', 'كتاب')).toEqual(['كِتَاب'])
  })
  it('does not overlap itself and finds nothing for nothing', () => {
    expect(found('aaaa', 'aa')).toEqual(['aa', 'aa'])
    expect(found('abc', ' ')).toEqual([])
    expect(found('abc', '')).toEqual([])
    expect(found('abc', 'x')).toEqual([])
  })
})
