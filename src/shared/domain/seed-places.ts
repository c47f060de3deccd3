/** Where a stretch of some letters stands in a long text, found by an index of its pieces instead of by reading it. */
import type { Canonical } from './canonical'

/** Every sixth letter begins a piece of six. */
const PIECE = 6

type Pieces = ReadonlyMap<string, readonly number[]>
/** Made when first asked for: a book of a million letters takes some tens of milliseconds. */
const known = new WeakMap<Canonical, Pieces>()

function piecesOf(text: Canonical): Pieces {
  const before = known.get(text)
  if (before) return before
  const made = new Map<string, number[]>()
  for (let at = 0; at + PIECE <= text.canon.length; at += PIECE) {
    const piece = text.canon.slice(at, at + PIECE)
    const places = made.get(piece)
    if (places) places.push(at)
    else made.set(piece, [at])
  }
  known.set(text, made)
  return made
}

/** Where `seed`, of eleven letters or more (so that it holds a whole piece), begins in the canonical text, in order. */
export function placesOf(text: Canonical, seed: string): number[] {
  const pieces = piecesOf(text)
  const out: number[] = []
  for (let into = 0; into < PIECE; into++)
    for (const at of pieces.get(seed.slice(into, into + PIECE)) ?? [])
      if (at >= into && text.canon.startsWith(seed, at - into)) out.push(at - into)
  return out.sort((a, b) => a - b)
}
