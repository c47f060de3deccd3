/** A Chromium-family browser of this computer, which can make a PDF of a page without showing it. */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

type Env = Readonly<Record<string, string | undefined>>

const MAC = ['Google Chrome', 'Microsoft Edge', 'Chromium', 'Brave Browser']
const WINDOWS = [
  'Google/Chrome/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
  'Chromium/Application/chrome.exe',
  'BraveSoftware/Brave-Browser/Application/brave.exe'
]
const LINUX = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
  'brave-browser'
]

/** `CARREL_CHROMIUM` names one; else an installed one; undefined: there is none. */
export function findBrowser(
  platform: NodeJS.Platform = process.platform,
  env: Env = process.env
): string | undefined {
  const named = env['CARREL_CHROMIUM']
  if (named !== undefined && named !== '') return existsSync(named) ? named : undefined
  return placesOf(platform, env).find((path) => existsSync(path))
}

function placesOf(platform: NodeJS.Platform, env: Env): string[] {
  if (platform === 'darwin')
    return MAC.flatMap((name) =>
      ['/Applications', join(env['HOME'] ?? '', 'Applications')].map((folder) =>
        join(folder, `${name}.app`, 'Contents/MacOS', name)
      )
    )
  if (platform === 'win32')
    return [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].flatMap((folder) =>
      folder === undefined ? [] : WINDOWS.map((path) => join(folder, path))
    )
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return LINUX.flatMap((name) => folders.map((folder) => join(folder, name)))
}
