/**
 * The index: full-text search that forgives misspelling and answers with a passage. One ranking rule: the best window
 * of a paragraph (windows.ts), plus the query's words elsewhere in the paragraph, on its document's card, and
 * elsewhere in the document (bonuses.ts). Synchronous and without any I/O: a service around it decides where it runs.
 */
import { isItself, tellingQuestion, type Like } from './alike'
import { addBonuses } from './bonuses'
import { findCandidates } from './candidates'
import { Corpus, type Document } from './corpus'
import { allowedUnits, type Allowed, type Limits } from './filter'
import { LIMITS } from './limits'
import { matchedDocuments } from './matched'
import { buildPostings } from './postings'
import { readQuery } from './query'
import { makeQuestion, type Question } from './question'
import { Scratch } from './scratch'
import { SEGMENT_UNITS, UNIT_WORDS } from './segment'
import { Variants } from './variants'
import { scorePassages, type Passage } from './windows'

export interface FoundPassage {
  /** Of the document, as given to `put`. */
  key: string
  part: string
  /** Number of the text within the part. */
  ordinal: number
  score: number
  /** The best window: first and last word, counted in the whole text. */
  from: number
  to: number
  /** The folded words in the window that answer the query. */
  words: string[]
}

/** Units that may wait to be read directly before a segment's postings are renewed. */
const NEW_UNITS = 1024

export class SearchIndex {
  readonly #corpus: Corpus
  readonly #variants: Variants
  readonly #scratch = new Scratch()
  #work: Generator<void, void> | undefined

  constructor(corpus = new Corpus()) {
    this.#corpus = corpus
    this.#variants = new Variants(corpus)
  }

  /** What is indexed, for saving. */
  get corpus(): Corpus {
    return this.#corpus
  }

  /** Replaces one part of a document. See corpus.ts; the part `card` names the document. */
  put(key: string, part: string, texts: readonly string[], stamp?: number): void {
    this.#corpus.put(key, part, texts, stamp)
  }

  remove(key: string, part?: string): void {
    this.#corpus.remove(key, part)
  }

  /** Best passages first, at most three of one document. A query without words finds nothing. */
  search(input: string, limit: number, limits: Limits = {}): FoundPassage[] {
    return this.find(input, limit, limits, false).passages
  }

  /**
   * The same; with `all`, also every document that has, somewhere in it, as many of the words as any document has.
   */
  find(
    input: string,
    limit: number,
    limits: Limits,
    all: boolean
  ): { passages: FoundPassage[]; matched: string[] } {
    const query = readQuery(input)
    const question = makeQuestion(query.words, this.#corpus, this.#variants)
    const allowed = allowedUnits(query, limits, this.#corpus, this.#variants)
    if (question.words.length === 0)
      return { passages: [], matched: all && query.words.length === 0 ? this.#withUnits(allowed) : [] }
    this.#scratch.begin(this.#corpus, question)
    try {
      const candidates = findCandidates(this.#corpus, question, this.#scratch, allowed)
      const passages = scorePassages(this.#corpus, question, this.#scratch, candidates, limit)
      this.#rank(passages, question, candidates.together)
      const matched = all ? matchedDocuments(this.#corpus, this.#scratch, allowed) : []
      return { passages: this.#show(passages, limit), matched }
    } finally {
      this.#scratch.clear()
    }
  }

  /**
   * Passages of other documents that have most of what is telling in `like`, best first, at most three of one
   * document; and those documents. `only`: keys of the documents that may answer.
   */
  alike(
    like: Like,
    limit: number,
    only?: readonly string[]
  ): { passages: FoundPassage[]; matched: string[] } {
    const corpus = this.#corpus
    const question = tellingQuestion(like, corpus)
    if (question.words.length === 0) return { passages: [], matched: [] }
    const allowed = allowedUnits(readQuery(''), { only }, corpus, this.#variants)
    this.#scratch.begin(corpus, question)
    try {
      const candidates = findCandidates(corpus, question, this.#scratch, allowed)
      const itself = isItself(like, corpus, candidates.units)
      candidates.units = candidates.units.filter((unit, k) => {
        const other = !itself(unit)
        if (!other && k < candidates.ranked) candidates.ranked--
        return other
      })
      const found = scorePassages(corpus, question, this.#scratch, candidates, limit)
      this.#rank(found, question, candidates.together)
      const passages = this.#show(found, limit)
      return { passages, matched: [...new Set(passages.map(({ key }) => key))] }
    } finally {
      this.#scratch.clear()
    }
  }

  /**
   * Does a slice of upkeep (a few milliseconds): postings for new units, room of dead ones. Answers whether there
   * is more to do. While `bulk`, postings are renewed only when a segment has doubled.
   */
  tidy(bulk = false): boolean {
    this.#work ??= this.#nextWork(bulk)
    if (!this.#work) return false
    if (this.#work.next().done) this.#work = undefined
    return true
  }

  get stats(): { documents: number; units: number; terms: number; bytes: number } {
    const { documents, liveUnits, vocabulary, bytes } = this.#corpus
    return { documents: documents.size, units: liveUnits, terms: vocabulary.size, bytes }
  }

  /** Without words: documents all of which is allowed, if anything was demanded. */
  #withUnits(allowed: Allowed): string[] {
    if (!allowed) return []
    const whole = (d: Document): boolean => [...this.#corpus.unitsOf(d)].every((unit) => allowed[unit] === 1)
    return [...this.#corpus.documents.values()].filter(whole).map((d) => d.key)
  }

  #nextWork(bulk: boolean): Generator<void, void> | undefined {
    for (const segment of this.#corpus.segments) {
      const done = segment.postings?.units ?? 0
      const waiting = segment.count - done
      if (waiting > 0 && (segment.full || waiting > Math.max(NEW_UNITS, bulk ? done : done / 32))) {
        const terms = this.#corpus.vocabulary.size
        return (function* () {
          segment.postings = yield* buildPostings(segment, terms)
        })()
      }
    }
    if (!this.#corpus.reclaim()) return undefined
    return (function* () {
      yield
    })()
  }

  #rank(passages: Passage[], question: Question, together: ReadonlyMap<number, number>): void {
    addBonuses(this.#corpus, question, this.#scratch, passages, together, (a, b) => this.#byScore(a, b))
  }

  /** Ties go by key and place, never by unit number: an updated index must answer like a new one. */
  #byScore(a: Passage, b: Passage): number {
    if (a.score !== b.score) return b.score - a.score
    const [p, q] = [this.#corpus.partOf(a.unit), this.#corpus.partOf(b.unit)]
    if (p.document.key !== q.document.key) return p.document.key < q.document.key ? -1 : 1
    if (p.name !== q.name) return p.name < q.name ? -1 : 1
    return this.#place(a.unit) - this.#place(b.unit)
  }

  #place(unit: number): number {
    const segment = this.#corpus.segmentOf(unit)
    const k = unit & (SEGMENT_UNITS - 1)
    return segment.ordinal[k]! * 65_536 + segment.piece[k]!
  }

  #show(passages: readonly Passage[], limit: number): FoundPassage[] {
    const shown = new Map<Document, number>()
    const out: FoundPassage[] = []
    for (const passage of passages) {
      if (out.length === limit) break
      const part = this.#corpus.partOf(passage.unit)
      const before = shown.get(part.document) ?? 0
      if (before === LIMITS.perDocument) continue
      shown.set(part.document, before + 1)
      const segment = this.#corpus.segmentOf(passage.unit)
      const k = passage.unit & (SEGMENT_UNITS - 1)
      const offset = segment.piece[k]! * UNIT_WORDS
      out.push({
        key: part.document.key,
        part: part.name,
        ordinal: segment.ordinal[k]!,
        score: passage.score,
        from: offset + passage.from,
        to: offset + passage.to,
        words: this.#answering(passage)
      })
    }
    return out
  }

  #answering(passage: Passage): string[] {
    const words = new Uint32Array(UNIT_WORDS)
    const n = this.#corpus.segmentOf(passage.unit).terms(passage.unit & (SEGMENT_UNITS - 1), words)
    const terms = new Set<number>()
    for (let k = passage.from; k <= passage.to && k < n; k++)
      if (this.#scratch.slots[words[k]!]) terms.add(words[k]!)
    return [...terms].map((term) => this.#corpus.vocabulary.word(term))
  }
}
