import { describe, expect, it } from 'vitest'
import { Corpus } from '#core/search/corpus'
import { LIMITS } from '#core/search/limits'
import { Variants } from '#core/search/variants'
import { seeded } from './helpers/random'

describe('the meanings of a word that has only begun', () => {
  it('are, of thousands, the likeliest, as if all had been sorted', () => {
    const random = seeded(11)
    const units = new Map<string, number>()
    for (let k = 0; k < 3000; k++) {
      const word =
        's' + Array.from({ length: 1 + random.below(6) }, () => random.pick([...'abcdef'])).join('')
      // Few counts, so that many tie and the spelling decides.
      units.set(word, 1 + random.below(3) + (random.below(50) === 0 ? random.below(40) : 0))
    }
    const corpus = new Corpus()
    let n = 0
    for (const [word, count] of units) for (let k = 0; k < count; k++) corpus.put(`d${n++}`, 'text', [word])

    const likely = (word: string, weight: number): number => weight + 0.015 * Math.log2(1 + units.get(word)!)
    for (const typed of ['s', 'sa']) {
      const weight = (word: string): number => (word === typed ? 1 : 0.7)
      const all = [...units.keys()].filter((word) => word.startsWith(typed))
      const expected = all
        .sort(
          (a, b) =>
            likely(b, weight(b)) - likely(a, weight(a)) ||
            weight(b) - weight(a) ||
            units.get(b)! - units.get(a)! ||
            (a < b ? -1 : 1)
        )
        .slice(0, LIMITS.variants)
      const found = new Variants(corpus).of(typed, true).map(({ term }) => corpus.vocabulary.word(term))
      expect(expected.length).toBe(LIMITS.variants)
      expect(new Set(found)).toEqual(new Set(expected))
    }
  })
})
