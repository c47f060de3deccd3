// npm start [-- --library DIR]: installs and builds what is due, then opens Carrel in the best window there is.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { installedBrowser } from './find-browser.mjs'
import { productElectron } from './find-electron.mjs'
import { at, ensureBuilt, ensureInstalled, main, onPath, ON_STDERR, run, say } from './lib/project.mjs'

const DAY = 86_400_000
const isRoot = process.getuid?.() === 0

await main(async () => {
  const { values } = parseArgs({ options: { library: { type: 'string' } } })
  if (values.library !== undefined)
    process.env.CARREL_LIBRARY = resolve(process.env.INIT_CWD ?? process.cwd(), values.library)
  await ensureInstalled()
  await ensureBuilt()

  const why = whyNoWindow() ?? (await inElectron())
  return why === undefined ? 0 : inBrowser(why)
})

function whyNoWindow() {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return undefined
  return 'there is no display'
}

/** Runs Carrel in Electron until it is quit; answers why that cannot be, if so. */
async function inElectron() {
  if (!productElectron()) await downloadElectron()
  const electron = productElectron()
  if (!electron) return 'Electron’s binary could not be downloaded'
  say('Carrel: opening its own window (Electron).')
  const started = Date.now()
  const args = [...(isRoot ? ['--no-sandbox'] : []), at()]
  const code = await run(electron, args)
  if (code === 0) return undefined
  // Systems without user namespaces, or without its libraries, end Electron before it draws anything.
  if (Date.now() - started < 10_000) return `Electron could not start here (exit code ${code})`
  process.exit(code)
}

/** Electron's binary is no part of its npm package. One try a day: a machine that cannot get it starts at once. */
async function downloadElectron() {
  const tried = at('node_modules/.cache/carrel-electron-tried')
  if (Date.now() - (statSync(tried, { throwIfNoEntry: false })?.mtimeMs ?? 0) < DAY) return
  const installer = at('node_modules/electron/install.js')
  if (!existsSync(installer)) return
  say('Carrel: downloading Electron (once) …')
  const code = await run(process.execPath, [installer], {
    timeout: 180_000,
    stdio: ['ignore', 'ignore', 'ignore']
  })
  if (code === 0) return
  mkdirSync(dirname(tried), { recursive: true })
  writeFileSync(
    tried,
    '`npm start` could not download Electron. It tries again a day after this file was made.\n'
  )
}

/** Starts the loopback host and opens it in a browser, if there is one; runs until it ends. */
async function inBrowser(why) {
  const open = opener()
  const args = [at('out/main/loopback.js'), ...(open ? ['--until-closed'] : [])]
  const host = spawn(process.execPath, args, { cwd: at(), stdio: ['ignore', 'pipe', 'inherit'] })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => host.kill(signal))

  let heard = ''
  host.stdout.setEncoding('utf8').on('data', (text) => {
    heard += text
    const url = /https?:\/\/\S+\n/.exec(heard)?.[0].trim()
    if (!url) return
    host.stdout.removeAllListeners('data').resume()
    if (open) say(`Carrel: opening in ${open.name}, because ${why}. Ctrl+C ends it.`)
    else say(`Carrel: open the address below in a browser on this computer, because ${why}. Ctrl+C ends it.`)
    console.log(url)
    open?.start(url)
  })
  return new Promise((resolved) => host.once('exit', (code) => resolved(code ?? 1)))
}

/** How to show an address to the person; undefined when there is nothing to show it in. */
function opener() {
  if (whyNoWindow()) return undefined
  const detached = (command, args) =>
    spawn(command, args, { detached: true, stdio: ON_STDERR.map(() => 'ignore') })
      .on('error', (error) =>
        say(`Carrel: ${command} did not start (${error.message}); open the address yourself.`)
      )
      .unref()
  const browser = installedBrowser()
  if (browser)
    return {
      name: 'a window of your browser',
      start: (url) => detached(browser, [`--app=${url}`, ...(isRoot ? ['--no-sandbox'] : [])])
    }
  const name = 'your default browser'
  if (process.platform === 'darwin') return { name, start: (url) => detached('open', [url]) }
  if (process.platform === 'win32') return { name, start: (url) => detached('explorer.exe', [url]) }
  const xdg = onPath(['xdg-open', 'wslview'])
  return xdg && { name, start: (url) => detached(xdg, [url]) }
}
