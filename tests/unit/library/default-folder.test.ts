import { expect, it } from 'vitest'
import { defaultLibraryFolder } from '#core/library/default-folder'

it.each([
  [{ CARREL_LIBRARY: '/x/lib' }, 'linux', '/home/a', '/x/lib'],
  [{ CARREL_LIBRARY: '' }, 'linux', '/home/a', '/home/a/Documents/Carrel'],
  [{ XDG_DOCUMENTS_DIR: '/home/a/Dokumente' }, 'linux', '/home/a', '/home/a/Dokumente/Carrel'],
  [{ XDG_DOCUMENTS_DIR: 'relative' }, 'linux', '/home/a', '/home/a/Documents/Carrel'],
  [{}, 'darwin', '/Users/a', '/Users/a/Documents/Carrel'],
  [{ USERPROFILE: 'C:\\Users\\a' }, 'win32', 'C:\\Users\\a', 'C:\\Users\\a\\Documents\\Carrel']
])('%j on %s', (env, platform, home, folder) => {
  expect(defaultLibraryFolder(env, platform, home)).toBe(folder)
})
