/**
 * A sketch of a text: the 64-bit simhash (Charikar 2002; Manku, Jain and Das Sarma 2007) of its word triples. Texts
 * that differ in few words have sketches that differ in few bits; at most three, and they are taken for nearly equal.
 */
const MIN_WORDS = 80
const CLOSE_BITS = 3
const MOST_WORDS = 200_000

/** 16 hex digits; undefined for a text too short to say anything. */
export function sketchOf(text: string): string | undefined {
  const words =
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.slice(0, MOST_WORDS) ?? []
  if (words.length < MIN_WORDS) return undefined
  const votes = new Int32Array(64)
  for (let i = 2; i < words.length; i++) {
    const shingle = `${words[i - 2]} ${words[i - 1]} ${words[i]}`
    let [low, high] = [0x811c9dc5, 0x9747b28c]
    for (let c = 0; c < shingle.length; c++) {
      const code = shingle.charCodeAt(c)
      low = Math.imul(low ^ code, 0x01000193)
      high = Math.imul(high ^ code, 0x85ebca6b) ^ (high >>> 13)
    }
    low = mixed(low)
    high = mixed(high ^ low)
    for (let bit = 0; bit < 32; bit++) {
      votes[bit] = (votes[bit] ?? 0) + ((low >>> bit) & 1 ? 1 : -1)
      votes[bit + 32] = (votes[bit + 32] ?? 0) + ((high >>> bit) & 1 ? 1 : -1)
    }
  }
  let hex = ''
  for (let digit = 15; digit >= 0; digit--) {
    let value = 0
    for (let bit = 3; bit >= 0; bit--) value = value * 2 + ((votes[digit * 4 + bit] ?? 0) > 0 ? 1 : 0)
    hex += value.toString(16)
  }
  return hex
}

/** MurmurHash3's finaliser: every bit of the input moves every bit of the output. */
function mixed(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

export function nearlyEqual(a: string, b: string): boolean {
  let bits = 0
  for (let i = 0; i < 16 && bits <= CLOSE_BITS; i++)
    for (let x = parseInt(a.charAt(i), 16) ^ parseInt(b.charAt(i), 16); x > 0; x &= x - 1) bits++
  return bits <= CLOSE_BITS
}

/** Quarters of a sketch: two that differ in three bits share at least one. */
export function sketchParts(sketch: string): string[] {
  return [0, 4, 8, 12].map((at) => `${at} ${sketch.slice(at, at + 4)}`)
}
