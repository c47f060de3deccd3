/** Where a library lies when nobody said otherwise. */
import { posix, win32 } from 'node:path'

/**
 * `CARREL_LIBRARY` when it is set, else `Carrel` in the person's documents: a folder that they can see, copy and back up.
 * The folder may not exist yet.
 */
export function defaultLibraryFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: string,
  home: string
): string {
  const named = env['CARREL_LIBRARY']
  if (named !== undefined && named !== '') return named
  if (platform === 'win32') return win32.join(env['USERPROFILE'] ?? home, 'Documents', 'Carrel')
  // XDG asks for absolute paths; anything else is to be ignored.
  const documents = platform === 'darwin' ? undefined : env['XDG_DOCUMENTS_DIR']
  return documents?.startsWith('/') === true
    ? posix.join(documents, 'Carrel')
    : posix.join(home, 'Documents', 'Carrel')
}
