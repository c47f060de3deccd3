/** Two ends of a transport in one process: for the command line and for tests. Values are copied, as on a wire. */
import type { Frame, Transport } from './protocol'

/** Returns two connected transports and the way to cut them. */
export function memoryPair(): { a: Transport; b: Transport; close(): void } {
  const hear: { a: ((m: unknown) => void)[]; b: ((m: unknown) => void)[] } = { a: [], b: [] }
  const closers: (() => void)[] = []
  let open = true
  const end = (mine: 'a' | 'b'): Transport => ({
    send(frame: Frame) {
      const text = JSON.stringify(frame)
      queueMicrotask(() => {
        if (open) for (const l of hear[mine === 'a' ? 'b' : 'a']) l(JSON.parse(text))
      })
    },
    onMessage: (l) => void hear[mine].push(l),
    onClose: (l) => void closers.push(l)
  })
  return {
    a: end('a'),
    b: end('b'),
    close() {
      open = false
      for (const c of closers) c()
    }
  }
}
