/** Which library this computer opens: CARREL_LIBRARY, else the one opened last, else the default folder. */
import { join } from 'node:path'
import { z } from 'zod'
import { defaultLibraryFolder } from '#core/library/default-folder'
import { readJsonFile, writeJsonFile } from './json-file'

const remembered = z.object({ folder: z.string().min(1).max(4096) })

/** `userData`: Electron's folder for this program. */
export function libraryFolder(
  userData: string,
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  home: string
): string {
  const named = env['CARREL_LIBRARY']
  if (named !== undefined && named !== '') return named
  return (
    readJsonFile(join(userData, 'library.json'), remembered)?.folder ??
    defaultLibraryFolder(env, platform, home)
  )
}

export function rememberLibraryFolder(userData: string, folder: string): void {
  writeJsonFile(join(userData, 'library.json'), { folder })
}
