/**
 * A typed word that may be two (foot note, of course): where it is cut, and what each half may mean. Where both
 * halves are known as they are, that is the cut; else one is a frequent word and the other nearly a known one
 * (arechillgy → are chilly).
 */
import { isUnspacedWord } from '#shared/domain/fold'
import type { Corpus } from './corpus'
import type { Variant, Variants } from './variants'

export interface Half {
  word: string
  variants: readonly Variant[]
  /** How many units the most frequent of them has. */
  units: number
}

export interface Cut {
  halves: [Half, Half]
  /** It is two words, and each counts; else the rarer is one more meaning of the whole. */
  sure: boolean
}

/** Shorter words are not taken for two. */
const SHORTEST = 5
/** More units than this have the word: it is one. */
const A_WORD = 2
/** A word that has a likelier meaning than this is misspelt rather than two. */
const LIKELY = { exact: 0.7, misspelt: 0.62 }
/** A misspelt half has so many letters at least, and is so near to a word. */
const MISSPELT = { letters: 4, weight: 0.65 }
/** One unit in so many has a half that is known; that stands beside a misspelt one. */
const KNOWN = 20_000
const FREQUENT = 1000

/** `likeliest`: the weight of the best meaning of the whole. undefined: it is one word. */
export function cutInTwo(
  word: string,
  likeliest: number,
  corpus: Corpus,
  variants: Variants
): Cut | undefined {
  if (word.length < SHORTEST || variants.unitsWith(word) > A_WORD || isUnspacedWord(word)) return undefined
  const { vocabulary } = corpus
  const asItIs = (half: string): Half => {
    const term = vocabulary.find(half)
    return { word: half, variants: [{ term, weight: 1 }], units: variants.unitsWith(half) }
  }
  const nearly = (half: string): Half => {
    const near = variants.of(half, false, 1).filter(({ weight }) => weight >= MISSPELT.weight)
    const units = near.reduce((most, { term }) => Math.max(most, vocabulary.unitsWith[term]!), 0)
    return { word: half, variants: near, units }
  }
  const cuts: [Half, Half][] = []
  for (let at = 1; at < word.length; at++) cuts.push([asItIs(word.slice(0, at)), asItIs(word.slice(at))])
  const known = corpus.liveUnits / KNOWN
  const exact = bestOf(cuts, known)
  if (exact) return { halves: exact, sure: likeliest <= LIKELY.exact }
  if (likeliest > LIKELY.misspelt) return undefined
  const frequent = corpus.liveUnits / FREQUENT
  const misspelt = cuts.flatMap(([left, right]): [Half, Half][] => [
    ...(left.units > frequent && right.word.length >= MISSPELT.letters
      ? [[left, nearly(right.word)] satisfies [Half, Half]]
      : []),
    ...(right.units > frequent && left.word.length >= MISSPELT.letters
      ? [[nearly(left.word), right] satisfies [Half, Half]]
      : [])
  ])
  const best = bestOf(misspelt, known)
  return best && { halves: best, sure: true }
}

/** The cut whose rarer half most units have, more than `least`. */
function bestOf(cuts: readonly [Half, Half][], least: number): [Half, Half] | undefined {
  let most = least
  let best: [Half, Half] | undefined
  for (const halves of cuts) {
    const units = Math.min(halves[0].units, halves[1].units)
    if (units <= most || !halves.every(({ word }) => canStandAlone(word))) continue
    most = units
    best = halves
  }
  return best
}

/** Of single letters only a and i are words. */
function canStandAlone(half: string): boolean {
  return half.length > 1 || half === 'a' || half === 'i'
}
