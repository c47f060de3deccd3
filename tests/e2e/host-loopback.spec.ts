/** What only the loopback host has: an address with a token, a cookie, several tabs, other pages to refuse. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test, type Started } from './support/fixtures'
import { openClient } from './support/page-transport'

const ready = '#app > *'

const originOf = (carrel: Started): string => new URL(carrel.url ?? '').origin

test('the token works once; the cookie then, for reloads and further tabs', async ({ carrel }) => {
  const { page } = carrel
  expect(new URL(page.url()).search).toBe('')
  await page.reload()
  await page.locator(ready).first().waitFor({ state: 'attached' })
  expect(await page.evaluate(() => document.cookie)).toBe('')

  const tab = await page.context().newPage()
  await tab.goto(originOf(carrel))
  await tab.locator(ready).first().waitFor({ state: 'attached' })

  const stranger = await page.context().browser()?.newContext()
  const other = await stranger?.newPage()
  const again = await other?.goto(carrel.url ?? '')
  expect(again?.status()).toBe(401)
  expect(await other?.textContent('body')).toContain('was used before')
  expect((await other?.goto(originOf(carrel)))?.status()).toBe(401)
})

test('a change in one tab is told in the other', async ({ carrel }) => {
  const { page } = carrel
  const tab = await page.context().newPage()
  await tab.goto(originOf(carrel))
  await tab.locator(ready).first().waitFor({ state: 'attached' })
  await tab.evaluate(() => {
    const socket = new WebSocket(location.origin.replace(/^http/, 'ws'))
    const heard: string[] = []
    Object.assign(globalThis, { carrelTestHeard: heard })
    socket.onmessage = (event: MessageEvent<string>) => heard.push(event.data)
    return new Promise((resolve) => (socket.onopen = resolve))
  })
  const client = await openClient(page)
  const { id } = await client['notes.save']({ text: 'told in both tabs' })
  await expect
    .poll(() =>
      tab.evaluate(() => (globalThis as unknown as { carrelTestHeard: string[] }).carrelTestHeard.join('\n'))
    )
    .toContain(id)
})

test('a page of another port gets nothing, although the browser would send our cookie', async ({
  carrel
}) => {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html')
    response.end('<!doctype html><title>elsewhere</title>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const elsewhere = await carrel.page.context().newPage()
  await elsewhere.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  const outcome = await elsewhere.evaluate(async (origin) => {
    const socket = new WebSocket(origin.replace(/^http/, 'ws'))
    const opened = await new Promise((resolve) => {
      socket.onopen = () => resolve('open')
      socket.onerror = () => resolve('refused')
    })
    const fetched = await fetch(origin, { credentials: 'include' }).then(
      () => 'read',
      () => 'refused'
    )
    const script = await new Promise((resolve) => {
      const element = document.createElement('script')
      element.src = `${origin}/index.html`
      element.onload = () => resolve('loaded')
      element.onerror = () => resolve('refused')
      document.body.append(element)
    })
    return { opened, fetched, script }
  }, originOf(carrel))
  expect(outcome).toEqual({ opened: 'refused', fetched: 'refused', script: 'refused' })
  server.close()
  server.closeAllConnections()
})

test('links open in the browser, folders are not shown, and the page is told so', async ({ carrel }) => {
  const client = await openClient(carrel.page)
  expect(await client['host.capabilities']({})).toMatchObject({
    canPickFolder: false,
    canShowInFolder: false,
    links: 'page'
  })
  await expect(client['host.pickLibrary']({})).rejects.toMatchObject({ code: 'UNSUPPORTED' })
})
