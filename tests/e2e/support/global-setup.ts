/**
 * Before the first end-to-end test: finds a Chromium and an Electron (what was found, or why not, goes to the
 * workers by environment) and gives Electron a screen where there is none.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const root = join(__dirname, '../../..')

export default async function globalSetup(): Promise<() => void> {
  if (!existsSync(join(root, 'out/main/index.js'))) throw new Error('There is no build: run `npm run build`.')
  const { testBrowser } = await import('../../../scripts/find-browser.mjs')
  const { testElectron } = await import('../../../scripts/find-electron.mjs')
  process.env['CARREL_TEST_CHROMIUM'] = JSON.stringify(testBrowser())
  process.env['CARREL_TEST_ELECTRON'] = JSON.stringify(testElectron())
  const screen = needsScreen() ? await startScreen() : undefined
  return () => void screen?.kill()
}

function needsScreen(): boolean {
  return process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']
}

/** Starts Xvfb on a free display and sets DISPLAY. Without Xvfb the Electron tests say that they have no screen. */
function startScreen(): Promise<ChildProcess | undefined> {
  const xvfb = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe']
  })
  return new Promise((resolve, reject) => {
    xvfb.once('error', () => resolve(undefined)) // not installed
    xvfb.once('exit', (code) => reject(new Error(`Xvfb ended with code ${code}.`)))
    xvfb.stdio[3]?.once('data', (display: Buffer) => {
      process.env['DISPLAY'] = `:${String(display).trim()}`
      resolve(xvfb)
    })
  })
}
