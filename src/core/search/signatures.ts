/**
 * 32-bit fingerprints of words. Two words within d edits differ in few bits, so most of a vocabulary is passed over
 * by counting bits, without reading a letter.
 */
const BEGIN = 94
const END = 36

/** FNV-1a over UTF-16 codes. */
export function hashCodes(codes: ArrayLike<number>, length: number): number {
  let h = 2166136261
  for (let i = 0; i < length; i++) h = Math.imul(h ^ (codes[i] ?? 0), 16777619)
  return h >>> 0
}

export function hashWord(word: string): number {
  let h = 2166136261
  for (let i = 0; i < word.length; i++) h = Math.imul(h ^ word.charCodeAt(i), 16777619)
  return h >>> 0
}

const pairBit = (a: number, b: number): number =>
  1 << ((Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> 27)

/** Which letters occur. An edit changes at most two bits. */
export function letterBits(word: string): number {
  let bits = 0
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) & 31)
  return bits
}

/** Which neighbours occur, the borders included. */
export function pairBits(word: string): number {
  let bits = 0
  let before = BEGIN
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i)
    bits |= pairBit(before, code)
    before = code
  }
  return bits | pairBit(before, END)
}

/** Which letters stand one apart, the borders included. */
export function skipBits(word: string): number {
  let bits = 0
  for (let i = 0; i < word.length; i++) {
    const before = i > 0 ? word.charCodeAt(i - 1) : BEGIN
    const after = i + 1 < word.length ? word.charCodeAt(i + 1) : END
    bits |= 1 << ((before * 7 + after) % 31)
  }
  return bits
}

/** Neighbours without the borders: any word that contains `word` has all of these among its pair bits. */
export function innerPairBits(word: string): number {
  let bits = 0
  for (let i = 1; i < word.length; i++) bits |= pairBit(word.charCodeAt(i - 1), word.charCodeAt(i))
  return bits
}

/** How many bits are set. */
export function countBits(x: number): number {
  x -= (x >>> 1) & 0x55555555
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333)
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
