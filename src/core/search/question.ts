/**
 * The words of a query with what each may mean: terms with weights, two typed words that are one (data base), one
 * that is two (foot note), and how much each counts.
 */
import { isUnspacedWord } from '#shared/domain/fold'
import type { Corpus } from './corpus'
import { cutInTwo, type Half } from './halves'
import { LIMITS, WEIGHTS } from './limits'
import type { Variant, Variants } from './variants'

export interface AskedWord {
  /** 0 to 23, for masks; not the order of anything. */
  index: number
  /** Place in the query. */
  position: number
  variants: readonly Variant[]
  /** What it is worth when found in the passage; elsewhere in the document. */
  rareness: number
  elsewhere: number
  /** Postings to read for it. */
  cost: number
}

export interface Question {
  /** Those that mean something here, cheapest first. */
  words: AskedWord[]
  /** How many words were asked, found or not. */
  asked: number
  /** Sum of rareness. */
  total: number
}

/** A word while its meanings are collected. */
interface Draft {
  word: string
  position: number
  meanings: Map<number, number>
}

export function makeQuestion(words: readonly string[], corpus: Corpus, variants: Variants): Question {
  let cuts = 0
  const drafts = choose(words, variants)
    .flatMap(({ word, position }): Draft[] => {
      const at = position + cuts
      const meant = variants.of(word, position === words.length - 1)
      const cut = cutInTwo(word, meant[0]?.weight ?? 0, corpus, variants)
      if (!cut) return [draftOf(word, at, meant)]
      if (cut.sure) {
        cuts++
        return cut.halves.map((half, k) => halfOf(half, at + k, meant))
      }
      const whole = draftOf(word, at, meant)
      const [a, b] = cut.halves
      raise(whole, (a.units < b.units ? a : b).variants[0]!.term, AS_HALF)
      return [whole]
    })
    .slice(0, LIMITS.words)
  joinNeighbours(drafts, corpus, variants)
  const asked = drafts.flatMap((draft, index) => {
    const word = weigh(draft, index, corpus)
    return word ? [word] : []
  })
  asked.sort((a, b) => a.cost - b.cost || a.position - b.position)
  return { words: asked, asked: drafts.length, total: asked.reduce((sum, w) => sum + w.rareness, 0) }
}

/** What a whole word is worth where one half of it was typed, and a half where the whole was. */
const AS_WHOLE = 0.9
const AS_HALF = 0.8

function draftOf(word: string, position: number, meant: readonly Variant[]): Draft {
  return { word, position, meanings: new Map(meant.map((v) => [v.term, v.weight])) }
}

/** One half of a word that is two; where the whole stands, it stands for both. */
function halfOf(half: Half, position: number, whole: readonly Variant[]): Draft {
  const draft = draftOf(
    half.word,
    position,
    whole.map(({ term, weight }) => ({ term, weight: weight * AS_WHOLE }))
  )
  for (const { term, weight } of half.variants) raise(draft, term, weight)
  return draft
}

/** All words of an ordinary query; of a pasted passage the rarest, in their order. */
function choose(words: readonly string[], variants: Variants): { word: string; position: number }[] {
  const all = words.slice(0, LIMITS.read).map((word, position) => ({ word, position }))
  if (all.length <= LIMITS.words) return all
  const rarest = new Map(all.map((w) => [w, variants.unitsWith(w.word)]))
  return all
    .sort((a, b) => (rarest.get(a) ?? 0) - (rarest.get(b) ?? 0))
    .slice(0, LIMITS.words)
    .sort((a, b) => a.position - b.position)
}

function raise(draft: Draft, term: number, weight: number): void {
  if ((draft.meanings.get(term) ?? 0) < weight) draft.meanings.set(term, weight)
}

function joinNeighbours(drafts: readonly Draft[], corpus: Corpus, variants: Variants): void {
  for (let k = 0; k + 1 < drafts.length; k++) {
    const [a, b] = [drafts[k]!, drafts[k + 1]!]
    if (b.position !== a.position + 1 || isUnspacedWord(a.word) || isUnspacedWord(b.word)) continue
    const joined = a.word + b.word
    const term = corpus.vocabulary.find(joined)
    const found =
      term >= 0
        ? [{ term, weight: 1 }]
        : joined.length >= 7 && Math.min(variants.unitsWith(a.word), variants.unitsWith(b.word)) < 3
          ? variants.of(joined, false, 1).filter((v) => v.weight >= 0.65)
          : []
    for (const v of found)
      if (corpus.vocabulary.unitsWith[v.term]) {
        raise(a, v.term, v.weight * 0.9)
        raise(b, v.term, v.weight * 0.9)
      }
  }
}

/** undefined: it means nothing here. */
function weigh(draft: Draft, index: number, corpus: Corpus): AskedWord | undefined {
  const { unitsWith } = corpus.vocabulary
  let inexact = 0
  const variants = [...draft.meanings]
    .map(([term, weight]) => ({ term, weight }))
    .sort((a, b) => b.weight - a.weight)
    .filter((v, k) => v.weight >= 1 || (inexact += unitsWith[v.term]!) <= LIMITS.inexact || k === 0)
  const best = variants[0]
  if (!best) return undefined
  // A word that is not here itself is as rare as what it is most likely meant to be.
  let near = 0
  for (const v of variants) if (v.weight >= 0.75) near += unitsWith[v.term]!
  const units = Math.max(unitsWith[best.term]!, best.weight >= 1 ? 0 : near / 4)
  const documents = corpus.documents.size
  return {
    index,
    position: draft.position,
    variants,
    rareness: Math.log(1 + corpus.liveUnits / (1 + units)) ** WEIGHTS.rareness,
    elsewhere: Math.log(1 + documents / (1 + Math.min(units, documents))),
    cost: variants.reduce((sum, v) => sum + unitsWith[v.term]!, 0)
  }
}
