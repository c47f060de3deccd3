/** Repeatable chance: mulberry32, the same seed gives the same run. */
export interface Random {
  /** At least 0, below 1. */
  next(): number
  /** A whole number from 0 to n - 1. */
  below(n: number): number
  chance(p: number): boolean
  pick<T>(values: readonly T[]): T
}

export function seeded(seed: number): Random {
  let a = seed >>> 0
  const next = (): number => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (n: number): number => Math.floor(next() * n)
  return {
    next,
    below,
    chance: (p) => next() < p,
    pick(values) {
      const value = values[below(values.length)]
      if (value === undefined) throw new Error('nothing to pick from')
      return value
    }
  }
}
