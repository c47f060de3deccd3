/** The life of the Electron host: one window, one library, until the person quits. */
import { homedir } from 'node:os'
import { join } from 'node:path'
import { app, dialog, ipcMain, Menu, session as sessions, shell, type BrowserWindow } from 'electron'
import { createCore } from '#core/app'
import { doorsOf } from '#core/doors'
import { spawnFromBuild } from '#core/workers/spawn'
import { CarrelError } from '#shared/contract/errors'
import type { events } from '#shared/contract/events'
import { connect } from '#shared/host/connect'
import type { RpcConnection } from '#shared/rpc/server'
import { askAfterFailure, askForFolder, askForLibraryFolder, tellSwitchFailed } from './dialogs'
import { hostHandlers } from './host-handlers'
import { openDoor } from './ipc'
import { libraryFolder, rememberLibraryFolder } from './library-folder'
import { followLinks } from './deep-links'
import { LibrarySession, reasonOf } from './library-session'
import { menuTemplate } from './menu'
import { outside } from './outside'
import { printByWindow } from './print-window'
import { serveScheme } from './protocol'
import { closeNavigation, closeSession } from './security'
import { openWindow, showWindow } from './window'

const log = (message: string, error?: unknown): void =>
  error === undefined ? console.warn(`carrel: ${message}`) : console.error(`carrel: ${message}`, error)

export async function run(): Promise<void> {
  const out = join(__dirname, '..')
  const userData = app.getPath('userData')
  const session = new LibrarySession((libraryDir) =>
    createCore({
      libraryDir,
      spawn: spawnFromBuild(__dirname),
      owner: 'Carrel',
      doors: doorsOf(process.env),
      print: printByWindow
    })
  )
  let window: BrowserWindow | undefined
  let page: RpcConnection<typeof events> | undefined

  app.on('second-instance', () => {
    if (window) showWindow(window)
  })
  app.on('window-all-closed', () => app.quit())
  /** Followed before there is a window: it opens there. */
  let awaited: string | undefined
  followLinks(app, process.argv, (id) => {
    if (page) page.emit('open.highlight', { id })
    else awaited = id
  })
  closeOnQuit(session)
  closeNavigation(app, log)

  await app.whenReady()
  closeSession(sessions.defaultSession, log)
  serveScheme(
    sessions.defaultSession.protocol,
    join(out, 'renderer'),
    async (name) => (await session.whenOpen()).assets.read(name),
    log
  )

  const host = hostHandlers({
    version: app.getVersion(),
    platform: process.platform,
    outside: outside(
      shell,
      process.env['CARREL_NO_EXTERNAL'] ? (what) => log(`not opened: ${what}`) : undefined
    ),
    folder: () => session.folder ?? '',
    pickFolder: (title) => askForFolder(dialog, window, title),
    printToPdf: async () => {
      if (!window) throw new CarrelError('NOT_FOUND', 'The window has been closed. Nothing was printed.')
      const pdf = await window.webContents.printToPDF({ printBackground: true, pageSize: 'A4' })
      return pdf.toString('base64')
    },
    pickLibrary: async () => {
      const folder = await askForLibraryFolder(dialog, window, session.folder ?? '')
      // After the answer has left: the page that asked is about to be replaced.
      if (folder !== null && folder !== session.folder) setTimeout(() => void openAnother(folder), 50)
      return folder
    }
  })
  const door = openDoor(
    ipcMain,
    (transport) => {
      let closed = false
      transport.onClose(() => (closed = true))
      void session.whenOpen().then((core) => {
        if (!closed) page = connect(core, host, transport, log)
      })
    },
    log
  )

  async function openAnother(folder: string): Promise<void> {
    door.closeAll()
    try {
      await session.switchTo(folder)
      rememberLibraryFolder(userData, folder)
    } catch (error) {
      log(`could not open ${folder}`, error)
      await tellSwitchFailed(dialog, window, folder, reasonOf(error))
      // The former library may be gone as well (its disk was taken out): then ask again, as at the start.
      if (!session.core) await openFirst(session, folder, userData)
    }
    window?.webContents.reload()
  }

  Menu.setApplicationMenu(
    Menu.buildFromTemplate(menuTemplate(process.platform, (id) => page?.emit('command', { id })))
  )
  // The window first: it draws itself while the library opens.
  window = openWindow({
    out,
    userData,
    highlight: awaited,
    admit: (made) => door.admit(made.webContents),
    log
  })
  window.once('closed', () => (window = undefined))
  await openFirst(session, libraryFolder(userData, process.env, process.platform, homedir()), userData)
}

/** Opens the library, asking the person what to do for as long as that fails. */
async function openFirst(session: LibrarySession, folder: string, userData: string): Promise<void> {
  for (let wanted = folder; ;) {
    try {
      return await session.open(wanted)
    } catch (error) {
      log(`could not open ${wanted}`, error)
      const answer = await askAfterFailure(dialog, wanted, reasonOf(error))
      if (answer === 'quit') return app.quit()
      if (answer === 'retry') continue
      const chosen = await askForLibraryFolder(dialog, undefined, wanted)
      if (chosen === null) continue
      wanted = chosen
      rememberLibraryFolder(userData, chosen)
    }
  }
}

/** Quitting waits for the core, so that workers end and the library is given free. */
function closeOnQuit(session: LibrarySession): void {
  app.on('will-quit', (event) => {
    event.preventDefault()
    session.close().then(
      // Not quit() again: called before this event has ended it is forgotten, and the program stays.
      () => app.exit(0),
      (error: unknown) => {
        log('the library did not close cleanly', error) // acknowledged edits were on disk before
        app.exit(1)
      }
    )
  })
}
