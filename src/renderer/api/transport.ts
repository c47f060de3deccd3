/** How the page reaches its core: the preload's bridge in Electron, a WebSocket to its own origin otherwise. */
import type { Frame, Transport } from '#shared/rpc/protocol'

declare global {
  interface Window {
    /** Put there by src/preload. */
    carrelBridge?: Transport
  }
}

/** Answers once the other side can be spoken to. Rejects when there is none. */
export async function connect(): Promise<Transport> {
  if (window.carrelBridge) return window.carrelBridge
  return openSocket(location.origin.replace(/^http/, 'ws'))
}

function openSocket(url: string): Promise<Transport> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url)
    socket.addEventListener('error', () => reject(new Error('Carrel does not answer on this address.')))
    socket.addEventListener('open', () =>
      resolve({
        send: (frame: Frame) => socket.send(JSON.stringify(frame)),
        onMessage: (listener) =>
          socket.addEventListener('message', (event: MessageEvent<string>) =>
            listener(JSON.parse(event.data))
          ),
        onClose: (listener) => socket.addEventListener('close', () => listener())
      })
    )
  })
}
