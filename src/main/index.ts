/** The Electron host's entry: what must happen before the app is ready, then the life of the program. */
import { app, protocol } from 'electron'
import { registerScheme } from './protocol'
import { run } from './run'

const userData = process.env['CARREL_USER_DATA']
if (userData) app.setPath('userData', userData) // before the lock: it lies in that folder

// enableSandbox() undoes --no-sandbox, and then every child process dies when we are root (CI).
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
registerScheme(protocol)

if (app.requestSingleInstanceLock()) {
  run().catch((error: unknown) => {
    console.error('Carrel could not start.', error)
    app.exit(1)
  })
} else {
  app.exit(0) // the first one has been told, and shows its window
}
