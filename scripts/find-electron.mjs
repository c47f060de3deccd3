// Finds Electron: the product's own binary for people, any that works for tests.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { at } from './lib/project.mjs'

/** The binary that belongs to the npm package; undefined when it was never downloaded. */
export function packagedElectron(env = process.env) {
  const name = at('node_modules/electron/path.txt')
  const inside = existsSync(name)
    ? readFileSync(name, 'utf8').trim()
    : ({ darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ??
      'electron')
  const dist = env.ELECTRON_OVERRIDE_DIST_PATH || at('node_modules/electron/dist')
  const path = join(dist, inside)
  return existsSync(path) ? path : undefined
}

/** Electron to run Carrel with: ELECTRON_EXEC_PATH, else the package's. Never the runtime for tests. */
export function productElectron(env = process.env) {
  const named = env.ELECTRON_EXEC_PATH
  return named && existsSync(named) ? named : packagedElectron(env)
}

/**
 * Electron for the end-to-end tests: `{ path, source }`, or `{ reason }`. Order: ELECTRON_EXEC_PATH → the npm
 * package's binary → the runtime for tests beside the project.
 */
export function testElectron() {
  const named = process.env.ELECTRON_EXEC_PATH
  if (named)
    return existsSync(named)
      ? { path: named, source: 'ELECTRON_EXEC_PATH' }
      : { reason: `ELECTRON_EXEC_PATH names ${named}, which does not exist` }
  const own = packagedElectron()
  if (own) return { path: own, source: 'the npm package' }
  const runtime = at('../shared/tools/electron-runtime')
  if (!existsSync(runtime))
    return {
      reason:
        'Electron’s binary was not downloaded (`npx install-electron` does that) and there is no runtime for tests'
    }
  const { status, stdout, stderr } = spawnSync('bash', [runtime], { encoding: 'utf8' })
  return status === 0
    ? { path: stdout.trim(), source: 'the runtime for tests' }
    : { reason: stderr.trim() || 'the runtime for tests could not be had' }
}
