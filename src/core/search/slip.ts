/**
 * How far a typed word is from a meant one, in slips: an edit distance with swaps (optimal string alignment) in which
 * what fingers and ears do often is cheap: neighbouring keys, vowels, sound-alikes, doubled and swapped letters.
 */
const LONGEST = 70
const FAR = 9
const SWAP = 0.7
const WRONG_FIRST_LETTER = 0.25

const KEY_ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']
const KEYS = new Map(
  KEY_ROWS.flatMap((row, y) => [...row].map((key, x) => [key, { x: x + y * 0.4, y }] as const))
)
const VOWELS = new Set('aeiouy')
const SOUND_ALIKE = new Set(
  'ck ks cs sz fv bp dt gj kq mn xs iy'.split(' ').flatMap((p) => [p, [...p].reverse().join('')])
)

function priceOfChange(a: string, b: string): number {
  if (a === b) return 0
  if (VOWELS.has(a) && VOWELS.has(b)) return 0.6
  if (SOUND_ALIKE.has(a + b)) return 0.7
  const p = KEYS.get(a)
  const q = KEYS.get(b)
  return p && q && Math.abs(p.x - q.x) <= 1.1 && Math.abs(p.y - q.y) <= 1 ? 0.7 : 1
}
/** Prices between ASCII codes: [a * 128 + b]. */
const CHANGE = Float32Array.from({ length: 128 * 128 }, (_, k) =>
  priceOfChange(String.fromCharCode(k >> 7), String.fromCharCode(k & 127))
)
/** Letters that are easily left out or put in. */
const LIGHT = new Set([...'aehiouy'].map((c) => c.charCodeAt(0)))

/** The price of a letter too many at `i`. */
function priceOfExtra(word: Uint16Array, i: number): number {
  const code = word[i] ?? 0
  if (i > 0 && code === word[i - 1]) return 0.5
  return LIGHT.has(code) ? 0.8 : 0.95
}

/** Weighted distance between two words given as UTF-16 codes; 9 for words too long to compare. */
export function slip(typed: Uint16Array, meant: Uint16Array): number {
  const n = typed.length
  const m = meant.length
  if (n > LONGEST || m > LONGEST) return FAR
  const extras = extraPrices(meant)
  let twoUp = rows[0]
  let up = rows[1]
  let row = rows[2]
  up[0] = 0
  for (let j = 0; j < m; j++) up[j + 1] = up[j]! + extras[j]!
  for (let i = 1; i <= n; i++) {
    const x = typed[i - 1]!
    const extra = priceOfExtra(typed, i - 1)
    row[0] = up[0]! + extra
    for (let j = 1; j <= m; j++) {
      const y = meant[j - 1]!
      const change = x === y ? 0 : x < 128 && y < 128 ? CHANGE[(x << 7) | y]! : 1
      let least = up[j - 1]! + change
      const dropped = up[j]! + extra
      if (dropped < least) least = dropped
      const added = row[j - 1]! + extras[j - 1]!
      if (added < least) least = added
      if (i > 1 && j > 1 && x === meant[j - 2] && typed[i - 2] === y) {
        const swapped = twoUp[j - 2]! + SWAP
        if (swapped < least) least = swapped
      }
      row[j] = least
    }
    const free = twoUp
    twoUp = up
    up = row
    row = free
  }
  return up[m]! + (typed[0] === meant[0] ? 0 : WRONG_FIRST_LETTER)
}

/** Reused: this runs thousands of times a keystroke. */
const rows: [Float32Array, Float32Array, Float32Array] = [
  new Float32Array(LONGEST + 1),
  new Float32Array(LONGEST + 1),
  new Float32Array(LONGEST + 1)
]
const prices = new Float32Array(LONGEST)
function extraPrices(word: Uint16Array): Float32Array {
  for (let j = 0; j < word.length; j++) prices[j] = priceOfExtra(word, j)
  return prices
}
