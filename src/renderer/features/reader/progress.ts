/** How long the rest of an article takes. Pure. */
import { minutes, showMinutes } from '#shared/domain/words'

/** `7 min left`, `1 h 10 min left`, `Read`; '' for a text without words. */
export function timeLeft(words: number, progress: number): string {
  if (words === 0) return ''
  if (progress >= 0.99) return 'Read'
  return `${showMinutes(Math.max(1, minutes(words * (1 - progress))))} left`
}
