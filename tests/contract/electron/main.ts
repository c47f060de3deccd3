/** An Electron program of nothing but the product's own door, scheme and preload, with the test contract behind. */
import { join } from 'node:path'
import { app, BrowserWindow, ipcMain, protocol } from 'electron'
import { openDoor } from '../../../src/main/ipc'
import { PAGE } from '../../../src/main/origin'
import { registerScheme, serveScheme } from '../../../src/main/protocol'
import { serveTest } from '../suite'

const root = process.env['CARREL_TEST_ROOT'] ?? ''
app.setPath('userData', process.env['CARREL_USER_DATA'] ?? '')
registerScheme(protocol)

void app.whenReady().then(async () => {
  serveScheme(protocol, join(root, 'tests/contract/electron/page'), async () => undefined, console.error)
  const door = openDoor(ipcMain, serveTest, console.warn)
  const window = new BrowserWindow({
    webPreferences: { preload: join(root, 'out/preload/index.js'), sandbox: true, contextIsolation: true }
  })
  door.admit(window.webContents)
  await window.loadURL(PAGE)
})
