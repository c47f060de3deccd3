/** The Transport over one WebSocket: a frame is one text message of JSON. */
import type { WebSocket } from 'ws'
import type { Frame, Transport } from '#shared/rpc/protocol'

/** A page that stops reading is cut off before its unread answers fill the memory. */
const MOST_UNREAD = 128 << 20

export function socketTransport(socket: WebSocket): Transport {
  const hear: ((message: unknown) => void)[] = []
  socket.on('message', (data, isBinary) => {
    // A Buffer as long as `binaryType` is left alone.
    if (isBinary || !Buffer.isBuffer(data)) return socket.close(1003, 'text only')
    let message: unknown
    try {
      message = JSON.parse(data.toString('utf8'))
    } catch {
      return socket.close(1007, 'not JSON') // our own page never sends such: whoever did is told and cut off
    }
    for (const listener of hear) listener(message)
  })
  return {
    send(frame: Frame) {
      if (socket.readyState !== socket.OPEN) return
      if (socket.bufferedAmount > MOST_UNREAD) return socket.terminate()
      socket.send(JSON.stringify(frame))
    },
    onMessage: (listener) => void hear.push(listener),
    onClose: (listener) => void socket.once('close', listener)
  }
}
