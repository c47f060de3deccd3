/** Makes the window: sandboxed, isolated, and with nothing but our page in it. */
import { join } from 'node:path'
import { BrowserWindow, dialog, nativeTheme, screen } from 'electron'
import { leaveUnsaved } from './dialogs'
import { PAGE } from './origin'
import { recallWindow, rememberWindow } from './window-state'

/** `out`: the folder of the build. `admit` is called before the page loads. */
export function openWindow(options: {
  out: string
  userData: string
  /** From a link: the page opens there. */
  highlight: string | undefined
  admit(window: BrowserWindow): void
  log(message: string, error: unknown): void
}): BrowserWindow {
  const areas = screen.getAllDisplays().map((display) => display.workArea)
  const { maximized, ...bounds } = recallWindow(options.userData, areas)
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 400,
    minHeight: 300,
    show: false,
    title: 'Carrel',
    icon: join(options.out, '../resources/icon.png'),
    // The page's own colours, so that nothing flashes before the first paint.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1d1e20' : '#fdfcf9',
    webPreferences: {
      preload: join(options.out, 'preload/index.js'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false
    }
  })
  rememberWindow(window, options.userData, options.log)
  options.admit(window)
  // The page asks to stay while something is only in its memory.
  window.webContents.on('will-prevent-unload', (event) => {
    if (leaveUnsaved(dialog, window)) event.preventDefault()
  })
  window.once('ready-to-show', () => {
    if (maximized) window.maximize()
    window.show()
  })
  const hash = options.highlight === undefined ? '' : `#/highlight/${options.highlight}`
  window.loadURL(PAGE + hash).catch((error: unknown) => options.log('the page did not load', error))
  return window
}

/** Brings the window to the person who started Carrel again. */
export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
