/** What of the index is saved, section by section: names, documents, words, units with their words, postings. */
import { z } from 'zod'
import { Corpus, type SavedDocument } from '../corpus'
import { NameBook, type NameEntry } from '../name-book'
import { Segment } from '../segment'
import { Vocabulary } from '../vocabulary'
import { Unusable, type SectionReader, type SectionWriter } from './sections'

/** Documents, names, words in one section: some milliseconds of work. */
const DOCUMENTS = 2000
const WORDS = 1 << 15

const counts = z.strictObject({
  documents: z.int().nonnegative(),
  names: z.int().nonnegative(),
  terms: z.int().nonnegative(),
  segments: z.int().nonnegative(),
  open: z.int().min(-1)
})
const part = z.tuple([z.int().nonnegative(), z.string(), z.number()])
const documentsOf = z.array(z.tuple([z.string(), z.array(part)]))
const namesOf = z.array(
  z.strictObject({ key: z.string(), title: z.string(), tags: z.array(z.string()), joined: z.string() })
)
const segmentHead = z.strictObject({
  count: z.int().min(0).max(65_536),
  chunks: z.int().min(0).max(4096),
  free: z.int().nonnegative(),
  postings: z.optional(z.strictObject({ units: z.int().nonnegative(), terms: z.int().nonnegative() }))
})

export function* writeCorpus(to: SectionWriter, corpus: Corpus, names: NameBook): Generator<void, void> {
  const { vocabulary, segments, open } = corpus
  yield* to.json({
    documents: corpus.documents.size,
    names: names.size,
    terms: vocabulary.size,
    segments: segments.length,
    open
  } satisfies z.infer<typeof counts>)
  yield* inBlocks(to, corpus.documents.values(), ({ key, parts }): SavedDocument => [
    key,
    [...parts.values()].map(({ number, name, stamp }) => [number, name, stamp])
  ])
  yield* inBlocks(to, names.entries(), (entry) => entry)
  for (let from = 0; from < vocabulary.size; from += WORDS) {
    const { lengths, codes } = vocabulary.saved(from, Math.min(from + WORDS, vocabulary.size))
    yield* to.section(lengths)
    yield* to.section(codes)
    yield
  }
  yield* to.section(vocabulary.unitsWith.subarray(0, vocabulary.size))
  for (const segment of segments) yield* writeSegment(to, segment)
}

function* inBlocks<T>(
  to: SectionWriter,
  items: Iterable<T>,
  form: (item: T) => unknown
): Generator<void, void> {
  let block: unknown[] = []
  for (const item of items)
    if (block.push(form(item)) === DOCUMENTS) {
      yield* to.json(block)
      block = []
      yield
    }
  if (block.length > 0) yield* to.json(block)
}

function* writeSegment(to: SectionWriter, segment: Segment): Generator<void, void> {
  const { count, chunks, free, postings } = segment
  const head: z.infer<typeof segmentHead> = { count, chunks: chunks.length, free }
  if (postings) head.postings = { units: postings.units, terms: postings.terms }
  yield* to.json(head)
  for (const table of segment.tables()) yield* to.section(table.subarray(0, count))
  for (const chunk of chunks) yield* to.section(chunk === chunks.at(-1) ? chunk.subarray(0, free) : chunk)
  if (!postings) return
  yield* to.section(postings.start)
  yield* to.section(postings.data)
}

/** Throws Unusable, or what zod throws: before the hash is compared, anything may stand there. */
export function readCorpus(from: SectionReader): { corpus: Corpus; names: NameBook } {
  const { documents, names: named, terms, segments: n, open } = counts.parse(from.json())
  const saved: SavedDocument[] = []
  while (saved.length < documents) saved.push(...someOf(documentsOf.parse(from.json())))
  const entries: NameEntry[] = []
  while (entries.length < named) entries.push(...someOf(namesOf.parse(from.json())))
  const vocabulary = new Vocabulary()
  for (let at = 0; at < terms; at += WORDS) vocabulary.restore(from.bytes(), asCodes(from.bytes()))
  if (vocabulary.size !== terms) throw new Unusable('other words than were counted')
  from.into(vocabulary.unitsWith.subarray(0, terms))
  const segments: Segment[] = []
  while (segments.length < n) segments.push(readSegment(from))
  return { corpus: Corpus.restored(vocabulary, segments, saved, open), names: NameBook.restored(entries) }
}

function readSegment(from: SectionReader): Segment {
  const { count, chunks, free, postings } = segmentHead.parse(from.json())
  const segment = new Segment()
  for (const table of segment.tables()) from.into(table.subarray(0, count))
  const read: Uint8Array[] = []
  for (let k = 1; k <= chunks; k++) {
    const chunk = Segment.chunk()
    from.into(k === chunks ? chunk.subarray(0, free) : chunk)
    read.push(chunk)
  }
  segment.restore(count, read, free)
  if (!postings) return segment
  const { units, terms } = postings
  const start = from.into(new Uint32Array(terms + 1))
  const data = from.bytes()
  segment.postings = { units, terms, start, data, bytes: start.byteLength + data.byteLength }
  return segment
}

/** A block is never empty: reading goes on only as long as it gets somewhere. */
function someOf<T>(block: T[]): T[] {
  if (block.length === 0) throw new Unusable('an empty block')
  return block
}

function asCodes(bytes: Uint8Array<ArrayBuffer>): Uint16Array {
  if (bytes.length % 2 !== 0) throw new Unusable('half a letter')
  return new Uint16Array(bytes.buffer)
}
