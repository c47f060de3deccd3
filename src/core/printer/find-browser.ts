/** A Chromium-family browser of this computer, which can make a PDF of a page without showing it. */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import names from './browsers.json'

type Env = Readonly<Record<string, string | undefined>>

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
    return names.mac.flatMap((name) =>
      ['/Applications', join(env['HOME'] ?? '', 'Applications')].map((folder) =>
        join(folder, `${name}.app`, 'Contents/MacOS', name)
      )
    )
  if (platform === 'win32')
    return [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].flatMap((folder) =>
      folder === undefined ? [] : names.windows.map((path) => join(folder, path))
    )
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return names.linux.flatMap((name) => folders.map((folder) => join(folder, name)))
}
