/** Gives the page a Transport and nothing else. */
import { contextBridge, ipcRenderer } from 'electron'

/** One load of the page: answers to a page that was reloaded meanwhile must not reach its successor. */
const page = `${Date.now()}-${Math.random()}`

contextBridge.exposeInMainWorld('carrelBridge', {
  send: (frame: unknown): void => ipcRenderer.send('carrel', page, frame),
  onMessage: (listener: (message: unknown) => void): void => {
    ipcRenderer.on('carrel', (_event, to: unknown, message: unknown) => {
      if (to === page) listener(message)
    })
  },
  // The window never outlives the main process, and a reload ends the page first.
  onClose: (): void => undefined
})
