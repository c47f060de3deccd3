/**
 * Which units of a segment have a term: per term the distances between their numbers, varint-coded. Built whole from
 * the segment's own words, never edited: units that die later are skipped by their flag.
 */
import { DEAD, UNIT_WORDS, type Postings, type Segment } from './segment'

/** Units between two pauses. */
const SLICE = 2048

/** Builds in slices, so that questions can be answered in between; the result is the generator's return value. */
export function* buildPostings(segment: Segment, terms: number): Generator<void, Postings> {
  const units = segment.count
  // A unit's words can repeat: the last unit seen per term tells the first time. -1 also starts the distances.
  const last = new Int32Array(terms).fill(-1)
  const start = new Uint32Array(terms + 1)
  const words = new Uint32Array(UNIT_WORDS)
  // Units can die during a pause; both passes must see the same ones.
  const flags = segment.flags.slice(0, units)

  for (let unit = 0; unit < units; unit++) {
    if (unit % SLICE === SLICE - 1) yield
    if (flags[unit]! & DEAD) continue
    for (let k = 0, n = segment.terms(unit, words); k < n; k++) {
      const term = words[k]!
      const before = last[term]!
      if (before === unit) continue
      start[term]! += unit - before < 128 ? 1 : unit - before < 16384 ? 2 : 3
      last[term] = unit
    }
  }
  let total = 0
  for (let term = 0; term <= terms; term++) {
    const size = start[term]!
    start[term] = total
    total += size
  }
  yield

  const data = new Uint8Array(total)
  const cursor = start.slice()
  last.fill(-1)
  for (let unit = 0; unit < units; unit++) {
    if (unit % SLICE === SLICE - 1) yield
    if (flags[unit]! & DEAD) continue
    for (let k = 0, n = segment.terms(unit, words); k < n; k++) {
      const term = words[k]!
      const before = last[term]!
      if (before === unit) continue
      let distance = unit - before
      let p = cursor[term]!
      while (distance > 127) {
        data[p++] = (distance & 127) | 128
        distance >>>= 7
      }
      data[p++] = distance
      cursor[term] = p
      last[term] = unit
    }
  }
  return { units, terms, start, data, bytes: start.byteLength + data.byteLength }
}
