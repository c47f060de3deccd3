/** What the Electron host remembers, opens outside and offers in its menu. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MenuItemConstructorOptions, Shell } from 'electron'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultLibraryFolder } from '#core/library/default-folder'
import type { Core } from '#core/app'
import { writeJsonFile } from '../../../src/main/json-file'
import { libraryFolder, rememberLibraryFolder } from '../../../src/main/library-folder'
import { LibrarySession } from '../../../src/main/library-session'
import { menuTemplate } from '../../../src/main/menu'
import { outside } from '../../../src/main/outside'
import { recallWindow } from '../../../src/main/window-state'

let dir: string
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'carrel-main-'))))
afterEach(() => rmSync(dir, { recursive: true }))

describe('the library folder', () => {
  const folder = (env: NodeJS.ProcessEnv = {}): string => libraryFolder(dir, env, 'linux', '/home/someone')

  it('is the named one, else the last one, else the default', () => {
    expect(folder()).toBe(defaultLibraryFolder({}, 'linux', '/home/someone'))
    rememberLibraryFolder(dir, '/somewhere/else')
    expect(folder()).toBe('/somewhere/else')
    expect(folder({ CARREL_LIBRARY: '/named' })).toBe('/named')
    expect(readdirSync(dir)).toEqual(['library.json'])
  })

  it.each(['', '{', '[]', '{"folder":7}', '{"folder":""}'])(
    'is the default when the memory says %j',
    (text) => {
      writeFileSync(join(dir, 'library.json'), text)
      expect(folder()).toBe(defaultLibraryFolder({}, 'linux', '/home/someone'))
    }
  )
})

describe('the window', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1080 }
  const saved = { x: 100, y: 80, width: 1200, height: 800, maximized: false }
  const recall = (value: unknown): ReturnType<typeof recallWindow> => {
    writeJsonFile(join(dir, 'window.json'), value)
    return recallWindow(dir, [screen])
  }

  it('comes back where it was', () => expect(recall(saved)).toEqual(saved))
  it('keeps its size but not its place when that screen is gone', () =>
    expect(recall({ ...saved, x: 5000 })).toEqual({ width: 1200, height: 800, maximized: false }))
  it('begins anew when the memory makes no sense', () => {
    for (const bad of [null, {}, { ...saved, width: -1 }, { ...saved, height: 1e9 }, { ...saved, x: 'left' }])
      expect(recall(bad)).toEqual({ width: 1280, height: 832 })
  })
})

describe('links', () => {
  it('open for web and mail only', async () => {
    const opened: string[] = []
    const shell = { openExternal: async (url: string) => void opened.push(url) } as Shell
    const { open } = outside(shell)
    await open('https://example.org/ä')
    await open('mailto:someone@example.org')
    for (const url of [
      'file:///etc/passwd',
      'javascript:alert(1)',
      'data:text/html,x',
      'app://carrel/',
      'smb://x/y'
    ])
      await expect(open(url), url).rejects.toMatchObject({ code: 'UNSUPPORTED' })
    await expect(open('not an address')).rejects.toMatchObject({ code: 'BAD_INPUT' })
    expect(opened).toEqual(['https://example.org/%C3%A4', 'mailto:someone@example.org'])
  })
})

describe('the menu', () => {
  const flat = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
    items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])

  it.each(['linux', 'darwin', 'win32'] as const)(
    'has every command once on %s, and ways to quit',
    (platform) => {
      const ran: string[] = []
      const items = flat(menuTemplate(platform, (id) => ran.push(id)))
      const ids = items.flatMap((item) => item.id ?? [])
      expect([...ids].sort()).toEqual(
        [
          'app.add',
          'app.palette',
          'app.undo',
          'app.redo',
          'app.settings',
          'app.keys',
          'view.focus',
          'view.library',
          'view.notes',
          'reader.find'
        ].sort()
      )
      for (const item of items.filter((i) => i.id)) (item.click as unknown as () => void)()
      expect(ran).toEqual(ids)
      expect(items.some((item) => item.role === 'quit')).toBe(true)
    }
  )
})

describe('changing libraries', () => {
  it('closes the one before opening the other, and goes back when that fails', async () => {
    const log: string[] = []
    const session = new LibrarySession(async (folder) => {
      if (folder === 'broken') throw new Error('no')
      log.push(`open ${folder}`)
      return { close: async () => void log.push(`close ${folder}`) } as unknown as Core
    })
    const waiting = session.whenOpen()
    await session.open('one')
    expect(await waiting).toBe(session.core)
    await session.switchTo('two')
    await expect(session.switchTo('broken')).rejects.toThrow('no')
    expect(session.folder).toBe('two')
    await session.close()
    expect(log).toEqual(['open one', 'close one', 'open two', 'close two', 'open two', 'close two'])
    expect(session.core).toBeUndefined()
  })

  it('waits for a closing that is under way: quitting twice does not end the program in the middle of it', async () => {
    const log: string[] = []
    let done = (): void => undefined
    const closing = new Promise<void>((resolve) => (done = resolve))
    const session = new LibrarySession(async () => ({ close: () => closing }) as unknown as Core)
    await session.open('one')
    const first = session.close().then(() => log.push('first'))
    const second = session.close().then(() => log.push('second'))
    await new Promise((resolve) => setImmediate(resolve))
    log.push('closed')
    done()
    await Promise.all([first, second])
    expect(log[0]).toBe('closed')
  })
})
