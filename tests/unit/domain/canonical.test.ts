import { describe, expect, it } from 'vitest'
import { canonical, toCanonical, toSource } from '#shared/domain/canonical'

describe('canonical', () => {
  const same: [string, string, string][] = [
    ['quotation marks', '“a” ‘b’ „c“ «d»', '"a" \'b\' "c" "d"'],
    ['dashes', 'a – b — c ‐ d', 'a-b-c-d'],
    ['ligatures', 'ﬁnd the ﬂow, oﬃce', 'find the flow, office'],
    ['soft hyphens and zero width', 'co\u00adop\u200berate\ufeff', 'cooperate'],
    ['white space', ' a\n\tb\u00a0c\u3000d ', 'abcd'],
    ['composition', 'cafe\u0301 \u1112\u1161\u11ab', 'café한'],
    ['ellipsis', 'so…', 'so...'],
    ['Arabic tatweel and presentation forms', 'كـتاب ﻻ', 'كتابلا'],
    ['bidirectional marks', 'a\u200eb\u2067c\u2069', 'abc']
  ]
  it.each(same)('folds %s', (_what, a, b) => {
    expect(canonical(a).canon).toBe(canonical(b).canon)
  })

  it('keeps what an author wrote: case, accents, digits, full-width letters', () => {
    expect(canonical('Ａ a À ² x²').canon).toBe('ＡaÀ²x²')
  })

  it('folds what houses set differently: runs of dashes and dots, corner brackets, full-width signs, vowel signs', () => {
    expect(canonical('a -- b — c —— d').canon).toBe('a-b-c-d')
    expect(canonical('so… so... so……').canon).toBe('so.so.so.')
    expect(canonical('「書」，１２？').canon).toBe(canonical('"書",12?').canon)
    expect(canonical('كَتَبَ').canon).toBe(canonical('كتب').canon)
    const { starts, ends, canon } = canonical('x --- y')
    expect([canon, starts[1], ends[1]]).toEqual(['x-y', 2, 5])
  })

  it('leads back to whole source characters', () => {
    const text = 'xy “ﬁ\u00adn” e\u0301z'
    const c = canonical(text)
    expect(c.canon).toBe('xy"fin"éz')
    const at = (part: string): string => {
      const from = c.canon.indexOf(part)
      const { start, end } = toSource(c, from, from + part.length)
      return text.slice(start, end)
    }
    expect(at('fin')).toBe('ﬁ\u00adn')
    expect(at('é')).toBe('e\u0301')
    expect(at('z')).toBe('z')
    expect(at('y"')).toBe('y “')
  })

  it('maps source offsets forward', () => {
    const c = canonical('a  b c')
    expect([0, 1, 2, 3, 4, 5, 6].map((o) => toCanonical(c, o))).toEqual([0, 1, 1, 1, 2, 2, 3])
  })

  it('has one map entry for every code unit', () => {
    const c = canonical('😀 ﬃ e\u0301 한 ا\u064b')
    expect(c.starts.length).toBe(c.canon.length)
    expect(c.ends.length).toBe(c.canon.length)
  })
})
