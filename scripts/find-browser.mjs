// Finds a Chromium-family browser: an installed one for people, any that works for tests.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { at, onPath } from './lib/project.mjs'

const require = createRequire(import.meta.url)

/** An installed Chrome, Edge, Chromium or Brave; undefined when there is none. */
export function installedBrowser(platform = process.platform, env = process.env) {
  // The same names by which the app finds a browser to print with.
  const names = JSON.parse(readFileSync(at('src/core/printer/browsers.json'), 'utf8'))
  if (platform === 'darwin')
    return names.mac
      .flatMap((name) => [`/Applications/${name}.app`, join(env.HOME ?? '', `Applications/${name}.app`)])
      .map((app) => join(app, 'Contents/MacOS', app.slice(app.lastIndexOf('/') + 1, -'.app'.length)))
      .find((path) => existsSync(path))
  if (platform === 'win32')
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter(Boolean)
      .flatMap((folder) => names.windows.map((path) => join(folder, path)))
      .find((path) => existsSync(path))
  return onPath(names.linux)
}

/**
 * A browser for the end-to-end tests: `{ path, env, source }`, or `{ reason }`. Order: CARREL_CHROMIUM →
 * Playwright's own → an installed one → the one inside @sparticuz/chromium.
 * @returns {{ path: string, env: Record<string, string>, source: string, reason?: undefined }
 *   | { reason: string, path?: undefined, env?: undefined, source?: undefined }}
 */
export function testBrowser() {
  const named = process.env.CARREL_CHROMIUM
  if (named)
    return existsSync(named)
      ? { path: named, env: {}, source: 'CARREL_CHROMIUM' }
      : { reason: `CARREL_CHROMIUM names ${named}, which does not exist` }
  const playwrights = require('@playwright/test').chromium.executablePath()
  if (playwrights && existsSync(playwrights)) return { path: playwrights, env: {}, source: 'Playwright' }
  const installed = installedBrowser()
  if (installed) return { path: installed, env: {}, source: 'installed' }
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { reason: 'no Chrome, Edge or Chromium is installed; `npx playwright install chromium` gets one' }
  return packagedBrowser()
}

/**
 * Unpacks the Chromium of @sparticuz/chromium below node_modules/.cache. Three traps: it trusts any file that is
 * already in its temp folder (so: a folder of our own, renamed into place when complete), its libraries for bare
 * systems are unpacked only on Amazon's (so: unpack them, and LD_LIBRARY_PATH), and its fonts.conf names
 * /tmp/fonts, without which all text is blank (so: a fonts.conf of our own).
 */
function packagedBrowser() {
  const package_ = at('node_modules/@sparticuz/chromium')
  if (!existsSync(package_)) return { reason: '@sparticuz/chromium is not installed' }
  const { version } = JSON.parse(readFileSync(join(package_, 'package.json'), 'utf8'))
  const cache = at('node_modules/.cache/carrel-chromium')
  const folder = join(cache, version)
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true })
    const partial = mkdtempSync(join(cache, 'partial-'))
    try {
      const script =
        "import chromium, { inflate } from '@sparticuz/chromium';" +
        `await chromium.executablePath(); await inflate(${JSON.stringify(join(package_, 'bin/al2023.tar.br'))})`
      const unpacked = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
        cwd: at(),
        env: { ...process.env, TMPDIR: partial },
        encoding: 'utf8'
      })
      if (unpacked.status !== 0) return { reason: `unpacking @sparticuz/chromium failed: ${unpacked.stderr}` }
      writeFileSync(join(partial, 'fonts.conf'), fontsConf(folder))
      if (!existsSync(folder)) renameSync(partial, folder) // another test run may have been quicker
    } finally {
      rmSync(partial, { recursive: true, force: true })
    }
  }
  return {
    path: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'al2023/lib'), FONTCONFIG_FILE: join(folder, 'fonts.conf') },
    source: '@sparticuz/chromium'
  }
}

const fontsConf = (folder) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`
