/** How much of an article was read, and how long the rest takes. Pure. */
import { minutes, showMinutes } from '#shared/domain/words'

/** `7 min left`, `1 h 10 min left`, `Read`; '' for a text without words. */
export function timeLeft(words: number, progress: number): string {
  if (words === 0) return ''
  if (progress >= 0.99) return 'Read'
  return `${showMinutes(Math.max(1, minutes(words * (1 - progress))))} left`
}

const BINS = 200
/** Nobody reads faster; what stood on screen for less than this was passed over. */
const CHARACTERS_A_SECOND = 90

/** What was read of a text: by how long each part of it stood on screen, not by how far one has scrolled. */
export class ReadShare {
  private readonly seen: Float64Array
  private readonly length: number

  /** `known`: the share that was read before; taken to be the beginning. */
  constructor(length: number, known: number) {
    this.length = Math.max(1, length)
    this.seen = new Float64Array(BINS)
    this.seen.fill(Infinity, 0, Math.round(known * BINS))
  }

  /** text[start, end) stood on screen for `seconds`. */
  look(start: number, end: number, seconds: number): void {
    const from = Math.max(0, Math.floor((start / this.length) * BINS))
    const to = Math.min(BINS, Math.max(from + 1, Math.ceil((end / this.length) * BINS)))
    for (let i = from; i < to; i++) this.seen[i] = (this.seen[i] ?? 0) + seconds / (to - from)
  }

  /** 0 to 1. */
  get share(): number {
    const enough = this.length / BINS / CHARACTERS_A_SECOND
    let read = 0
    for (const seconds of this.seen) if (seconds >= enough) read++
    return read / BINS
  }
}
