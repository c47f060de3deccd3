import { describe, expect, it } from 'vitest'
import { BitPattern } from '#core/search/bit-distance'
import { countBits, letterBits, pairBits, skipBits } from '#core/search/signatures'
import { slip } from '#core/search/slip'
import { sound, stem } from '#core/search/word-forms'
import { seeded } from './helpers/random'

const codes = (word: string): Uint16Array => Uint16Array.from(word, (c) => c.charCodeAt(0))

/** The textbook: edits and swaps of neighbours, no substring edited twice. */
function plainDistance(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i ? i : j))
  )
  const at = (i: number, j: number): number => (i === 0 ? j : j === 0 ? i : (d[i]?.[j] ?? Infinity))
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      let v = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        v = Math.min(v, at(i - 2, j - 2) + 1)
      const row = d[i]
      if (row) row[j] = v
    }
  return at(a.length, b.length)
}

describe('bit-parallel distance', () => {
  it('equals the textbook on random words', () => {
    const random = seeded(3)
    for (let run = 0; run < 5000; run++) {
      const word = (n: number): string => Array.from({ length: n }, () => random.pick([...'abcd'])).join('')
      const [a, b] = [word(1 + random.below(31)), word(random.below(34))]
      const pattern = new BitPattern(codes(a))
      const found = pattern.distance(codes(b), 0, b.length)
      pattern.done()
      expect([a, b, found]).toEqual([a, b, plainDistance(a, b)])
    }
  })

  it('refuses words it has no bits for', () => {
    expect(() => new BitPattern(codes('x'.repeat(32)))).toThrow(RangeError)
  })
})

describe('fingerprints', () => {
  it('differ in few bits within one edit, so that no near word is passed over', () => {
    const random = seeded(4)
    const letter = (): string => random.pick([...'abcdefghijklmnopqrstuvwxyz'])
    for (let run = 0; run < 5000; run++) {
      const a = Array.from({ length: 3 + random.below(10) }, letter)
      const b = [...a]
      const at = random.below(a.length - 1)
      const kind = random.below(4)
      if (kind === 0) b.splice(at, 1)
      else if (kind === 1) b.splice(at, 0, letter())
      else if (kind === 2) b[at] = letter()
      else [b[at], b[at + 1]] = [b[at + 1] ?? '', b[at] ?? '']
      const [x, y] = [a.join(''), b.join('')]
      expect(countBits(letterBits(x) ^ letterBits(y))).toBeLessThanOrEqual(2)
      expect(countBits(pairBits(x) ^ pairBits(y))).toBeLessThanOrEqual(6)
      expect(countBits(skipBits(x) ^ skipBits(y))).toBeLessThanOrEqual(8)
    }
  })
})

describe('slips', () => {
  const price = (a: string, b: string): number => slip(codes(a), codes(b))
  it('are nothing for the word itself and symmetric enough to rank by', () => {
    expect(price('temper', 'temper')).toBe(0)
    expect(price('', '')).toBe(0)
  })
  it('are cheap for fingers and ears, dear for anything else', () => {
    expect(price('tcmper', 'temper')).toBeGreaterThan(price('trmper', 'temper'))
    expect(price('tamper', 'temper')).toBeLessThan(price('tkmper', 'temper'))
    expect(price('temmper', 'temper')).toBeLessThan(price('tewmper', 'temper'))
    expect(price('etmper', 'temper')).toBeCloseTo(0.7 + 0.25)
    expect(price('x'.repeat(80), 'x'.repeat(80))).toBe(9)
  })
})

describe('word forms', () => {
  it('meet under one stem', () => {
    expect(new Set(['walking', 'walked', 'walks', 'walk'].map(stem))).toEqual(new Set(['walk']))
    expect(stem('shipping')).toBe('ship')
    expect(stem('this')).toBe('this')
  })
  it('sound alike', () => {
    expect(sound('denile')).toBe(sound('denial'))
    expect(sound('fizzix')).toBe(sound('physicks'))
    expect(sound('naïve')).toBe('')
  })
})
