/**
 * Bounds the connections that have not shown a session yet, so that a flood of idle ones neither fills the memory
 * nor keeps the person out: the oldest stranger leaves when a new one comes.
 */
import type { Socket } from 'node:net'

const MOST_STRANGERS = 512

export interface Crowd {
  enter(socket: Socket): void
  /** This one has shown a session: it may stay. */
  vouch(socket: Socket): void
  readonly strangers: number
}

export function createCrowd(most = MOST_STRANGERS): Crowd {
  const strangers = new Set<Socket>() // in order of coming
  return {
    enter(socket) {
      strangers.add(socket)
      socket.once('close', () => strangers.delete(socket))
      if (strangers.size <= most) return
      const [oldest] = strangers
      if (!oldest) return
      strangers.delete(oldest)
      oldest.destroy()
    },
    vouch: (socket) => void strangers.delete(socket),
    get strangers() {
      return strangers.size
    }
  }
}
