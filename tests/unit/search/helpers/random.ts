/** Seeded random numbers (mulberry32), so that a failing run can be repeated. */
export function seeded(seed: number): {
  next(): number
  below(n: number): number
  pick<T>(xs: readonly T[]): T
} {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (n: number): number => Math.floor(next() * n)
  return {
    next,
    below,
    pick: (xs) => {
      const x = xs[below(xs.length)]
      if (x === undefined) throw new Error('Nothing to pick from.')
      return x
    }
  }
}
