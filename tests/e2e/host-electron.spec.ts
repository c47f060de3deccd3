/** What only Electron has: windows, navigation, permissions, the door for messages, menus, one instance. */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { programFor } from './support/found'
import { expect, test, type Started } from './support/fixtures'
import { ROOT } from './support/hosts'
import { openClient } from './support/page-transport'
import { openSinkhole } from './support/sinkhole'

const appOf = (carrel: Started): ElectronApplication => {
  if (!carrel.app) throw new Error('not Electron')
  return carrel.app
}

test('windows, navigation and permissions are closed; nothing leaves the session', async ({ carrel }) => {
  const { page } = carrel
  const app = appOf(carrel)
  const sink = await openSinkhole()
  const home = page.url()
  expect(home).toMatch(/^app:\/\/carrel\/index\.html/)

  expect(await page.evaluate((o) => window.open(`${o}/window`) === null, sink.origin)).toBe(true)
  for (const address of [`${sink.origin}/navigate`, 'file:///etc/passwd', 'app://other/index.html']) {
    // A navigation that is stopped may still reject the evaluation that asked for it; what counts is the address.
    await page.evaluate((a) => void (location.href = a), address).catch(() => undefined)
    await page.waitForTimeout(300)
    expect(page.url()).toBe(home)
  }
  expect(app.windows().length).toBe(1)

  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied')
  const located = await page.evaluate(
    () =>
      new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('given'),
          (error) => resolve(error.code)
        )
      )
  )
  expect(located).toBe(1) // PERMISSION_DENIED
  // Past the page's own CSP: the session itself refuses.
  const fetched = await app.evaluate(
    ({ session }, o) =>
      session.defaultSession.fetch(o).then(
        () => 'answered',
        (error: unknown) => String(error)
      ),
    sink.origin
  )
  expect(fetched).toContain('ERR_BLOCKED_BY_CLIENT')
  expect(sink.heard).toEqual([])
  await sink.close()
})

test('messages from other windows, other origins and frames are refused', async ({ carrel }) => {
  const answers = await appOf(carrel).evaluate(
    async ({ BrowserWindow }, preload) => {
      const stranger = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegrationInSubFrames: true }
      })
      const speak = `new Promise((resolve) => {
      carrelBridge.onMessage(() => resolve('answered'))
      carrelBridge.send({ t: 'call', id: 9, method: 'library.info', input: {} })
      setTimeout(() => resolve('silence'), 700)
    })`
      const results: unknown[] = []
      for (const address of ['app://carrel/index.html', 'data:text/html,x']) {
        await stranger.loadURL(address)
        results.push(await stranger.webContents.executeJavaScript(speak))
      }
      stranger.destroy()
      return results
    },
    join(ROOT, 'out/preload/index.js')
  )
  expect(answers).toEqual(['silence', 'silence'])
  expect(carrel.said()).toContain('refused a message: not from a window of ours (app://carrel/index.html)')

  // A frame inside our own window has no bridge at all.
  const inFrame = await carrel.page.evaluate(async () => {
    const frame = document.createElement('iframe')
    frame.srcdoc = 'a frame of our own origin'
    const loaded = new Promise((resolve) => (frame.onload = resolve))
    document.body.append(frame)
    await loaded
    return typeof (frame.contentWindow as unknown as { carrelBridge?: unknown }).carrelBridge
  })
  expect(inFrame).toBe('undefined')
})

test('links go outside only through the contract, and only to web and mail', async ({ carrel }) => {
  const client = await openClient(carrel.page)
  await client['host.openExternal']({ url: 'https://example.org/a?b=c' })
  await client['host.openExternal']({ url: 'mailto:someone@example.org' })
  expect(carrel.said()).toContain('not opened: https://example.org/a?b=c')
  for (const url of ['file:///etc/passwd', 'javascript:alert(1)', 'app://carrel/', 'vscode://x'])
    await expect(client['host.openExternal']({ url }), url).rejects.toMatchObject({ code: 'UNSUPPORTED' })
  await expect(client['host.openExternal']({ url: 'example' })).rejects.toMatchObject({ code: 'BAD_INPUT' })
})

test('a second start shows the first window and ends', async ({ carrel, dir }) => {
  const app = appOf(carrel)
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())
  const second = spawn(programFor('electron').path ?? '', ['--no-sandbox', ROOT], {
    env: { ...process.env, CARREL_USER_DATA: join(dir, 'user-data'), CARREL_LIBRARY: join(dir, 'library') },
    stdio: 'ignore'
  })
  expect(await new Promise((resolve) => second.once('exit', resolve))).toBe(0)
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()))
    .toBe(true)
})

test('menu items run commands of the page', async ({ carrel }) => {
  const { page } = carrel
  const ids = ['app.add', 'app.palette', 'app.undo', 'app.redo', 'app.settings', 'app.keys']
  const more = ['view.focus', 'view.library', 'view.notes', 'reader.find']
  await (await openClient(page))['host.capabilities']({}) // a page is connected once it has spoken
  await page.evaluate(() => {
    const heard: string[] = []
    Object.assign(globalThis, { carrelTestHeard: heard })
    const bridge = (globalThis as unknown as { carrelBridge: { onMessage(l: (m: unknown) => void): void } })
      .carrelBridge
    bridge.onMessage((message) => {
      const { name, value } = message as { name?: string; value?: { id: string } }
      if (name === 'command' && value) heard.push(value.id)
    })
  })
  await appOf(carrel).evaluate(
    ({ Menu }, all) => {
      for (const id of all) Menu.getApplicationMenu()?.getMenuItemById(id)?.click()
    },
    [...ids, ...more]
  )
  await expect
    .poll(() => page.evaluate(() => (globalThis as unknown as { carrelTestHeard: string[] }).carrelTestHeard))
    .toEqual([...ids, ...more])
})

test('another library: asked for, opened, remembered, and the page starts anew', async ({ open, dir }) => {
  const first = await open({ CARREL_LIBRARY: '', HOME: dir, XDG_DATA_HOME: '' })
  const app = appOf(first)
  const client = await openClient(first.page)
  expect((await client['library.info']({})).folder.startsWith(dir)).toBe(true)
  const other = join(dir, 'other library')
  mkdirSync(other)
  await app.evaluate(({ dialog }, folder) => {
    dialog.showOpenDialog = async () => ({
      canceled: false,
      filePaths: [folder]
    })
  }, other)
  const reloaded = first.page.waitForEvent('load')
  expect(await client['host.pickLibrary']({})).toEqual({ folder: other })
  await reloaded
  await expect(first.page.locator('#app > *').first()).toBeAttached()
  await first.stop()

  const second = await open({ CARREL_LIBRARY: '', HOME: dir, XDG_DATA_HOME: '' })
  const info = await (await openClient(second.page))['library.info']({})
  expect(info).toMatchObject({ folder: other })
  expect(info.readOnly).toBeUndefined() // the first gave it free when it quit
})

test('the window comes back where it was', async ({ open, dir }) => {
  const first = await open()
  await appOf(first).evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 50, width: 1010, height: 720 })
  )
  await first.page.waitForTimeout(300)
  await first.stop()
  const saved: unknown = JSON.parse(readFileSync(join(dir, 'user-data/window.json'), 'utf8'))
  expect(saved).toMatchObject({ width: 1010, height: 720, maximized: false })
  const second = await open()
  const size = await appOf(second).evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getSize()
  )
  expect(size).toEqual([1010, 720])
})
