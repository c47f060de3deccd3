/**
 * A thread that works lets the window go first. Where there are few processors, a key that is typed would else wait for the
 * work that answers the key before it. Linux gives a thread a priority of its own; elsewhere nothing is done.
 */
import { readlinkSync } from 'node:fs'
import { getPriority, setPriority } from 'node:os'

/** Of `nice`: about a third of the share of a thread at 0. */
const NICE = 5

/** For the thread that calls it. Answers its priority; undefined: it has none of its own here. */
export function stepBack(platform: NodeJS.Platform = process.platform): number | undefined {
  if (platform !== 'linux') return undefined
  try {
    // Read by the thread itself: `<process>/task/<thread>`.
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1))
    setPriority(thread, Math.max(NICE, getPriority(thread)))
    return getPriority(thread)
  } catch {
    // No /proc, or not allowed: it works as before, and only less kindly.
    return undefined
  }
}
