/**
 * What changed in a long array, as the items that are on one side only, with their places. A reading list of ten thousand
 * entries in which one moved is then an action of two entries, not of twenty thousand.
 */
import type { Action } from '#shared/contract/records'

type Json = NonNullable<Action['changes'][number]['before']>[string]

/** Shorter arrays are kept whole: they can be read by people, and cost little. */
const LONG = 64
const MARK = 'spliced'

/** One side: the items that the other has not, by their index in this side, ascending. */
interface Side {
  [MARK]: [number, Json][]
}

/** Both sides of a field; undefined where writing the arrays whole is as good. */
export function spliced(before: Json, after: Json): { before: Json; after: Json } | undefined {
  if (!Array.isArray(before) || !Array.isArray(after) || before.length + after.length < LONG) return undefined
  const common = commonItems(before.map(text), after.map(text))
  const side = (items: readonly Json[], kept: ReadonlySet<number>): Side => ({
    [MARK]: items.flatMap((item, i): [number, Json][] => (kept.has(i) ? [] : [[i, item]]))
  })
  const result = {
    before: side(before, new Set(common.map(([i]) => i))),
    after: side(after, new Set(common.map(([, j]) => j)))
  }
  return result.before[MARK].length + result.after[MARK].length > (before.length + after.length) / 2
    ? undefined
    : (result as unknown as { before: Json; after: Json })
}

/**
 * `current`, in which the items of `from` stand, with those of `to` in their stead. Items that something else took away or
 * changed meanwhile stay as they are. undefined: these are no sides of an array.
 */
export function respliced(
  current: Json | undefined,
  from: Json | undefined,
  to: Json | undefined
): Json | undefined {
  const [gone, come] = [sideOf(from), sideOf(to)]
  if (!gone || !come || !Array.isArray(current)) return undefined
  const out = [...current]
  for (const [at, item] of [...gone].reverse()) {
    const wanted = text(item)
    // Where it was, else wherever it is now.
    const place =
      out[at] !== undefined && text(out[at]) === wanted ? at : out.findIndex((o) => text(o) === wanted)
    if (place >= 0) out.splice(place, 1)
  }
  for (const [at, item] of come) out.splice(Math.min(at, out.length), 0, item)
  return out
}

function sideOf(value: Json | undefined): [number, Json][] | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined
  const items = value[MARK]
  if (!Array.isArray(items) || Object.keys(value).length !== 1) return undefined
  const read: [number, Json][] = []
  for (const pair of items) {
    if (!Array.isArray(pair) || typeof pair[0] !== 'number' || pair[1] === undefined) return undefined
    read.push([pair[0], pair[1]])
  }
  return read
}

/** The same for the same item, in whatever order its fields were written. */
const text = (item: Json): string =>
  JSON.stringify(item, (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value
  )

/** A longest run of items that stand in both in the same order, as pairs of indices; of items that stand once in each. */
function commonItems(before: readonly string[], after: readonly string[]): [number, number][] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let end = 0
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end++
  const pairs: [number, number][] = Array.from({ length: start }, (_, i) => [i, i])
  pairs.push(...ascending(before, after, start, end))
  for (let k = end; k > 0; k--) pairs.push([before.length - k, after.length - k])
  return pairs
}

/** Patience: of the items between, the longest run whose places in `after` ascend. */
function ascending(
  before: readonly string[],
  after: readonly string[],
  start: number,
  end: number
): [number, number][] {
  const places = new Map<string, number>()
  for (let j = start; j < after.length - end; j++) {
    const item = after[j] ?? ''
    places.set(item, places.has(item) ? -1 : j)
  }
  const seen = new Set<string>()
  const found: { i: number; j: number; previous: number }[] = []
  const tails: number[] = []
  for (let i = start; i < before.length - end; i++) {
    const item = before[i] ?? ''
    const j = places.get(item) ?? -1
    if (j < 0 || seen.has(item)) continue
    seen.add(item)
    let [low, high] = [0, tails.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((found[tails[middle] ?? 0]?.j ?? 0) < j) low = middle + 1
      else high = middle
    }
    found.push({ i, j, previous: low > 0 ? (tails[low - 1] ?? -1) : -1 })
    tails[low] = found.length - 1
  }
  const run: [number, number][] = []
  for (let at = tails.at(-1) ?? -1; at >= 0; at = found[at]?.previous ?? -1) {
    const step = found[at]
    if (step) run.push([step.i, step.j])
  }
  return run.reverse()
}
