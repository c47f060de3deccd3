/** Saving from the browser: as the Zotero Connector, SingleFile and the bookmark do it, into the running window. */
import { createServer } from 'node:http'
import { chromium } from '@playwright/test'
import { bookmarklet } from '../../src/core/browser/pages'
import { extension, send } from '../unit/browser/extension'
import { BrowserDoor } from './pages/browser-door'
import { Library } from './pages/library'
import { Reader } from './pages/reader'
import { Shell } from './pages/shell'
import { Welcome } from './pages/welcome'
import { expect, test } from './support/fixtures'
import { programFor } from './support/found'

const prose = (topic: string): string =>
  Array.from(
    { length: 8 },
    (_, i) =>
      `<p>Paragraph ${i + 1} about ${topic} goes on long enough to be told from a menu, with commas, and with a full stop.</p>`
  ).join('')
const page = (title: string, topic: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><nav>Home · About</nav><article><h1>${title}</h1>${prose(topic)}</article></body></html>`

test('the Connector’s save arrives in the running window', async ({ open }) => {
  const { page: window } = await open({ CARREL_BROWSER_PORT: '0' })
  const shell = new Shell(window)
  await shell.ready()
  await new Welcome(window).startEmpty()
  const door = new BrowserDoor(window)
  await door.open()
  const { address } = await door.switchOn()
  await door.close()

  const connector = extension(address)
  expect((await connector.call('ping', {})).status).toBe(200)
  const item = {
    id: 'i1',
    itemType: 'newspaperArticle',
    title: 'Rain on the <b>reading</b> room',
    creators: [{ firstName: 'Nora', lastName: 'Feld', creatorType: 'author' }],
    date: '2024-05-01',
    publicationTitle: 'The Evening Leaf',
    url: 'https://example.org/rain',
    tags: [],
    attachments: []
  }
  await connector.call('saveItems', { sessionID: 's', uri: item.url, items: [item] })
  // Within a second, without being asked.
  await expect(shell.toast('Saved from the browser: Rain on the <b>reading</b> room')).toBeVisible({
    timeout: 1000
  })
  await connector.call('saveSingleFile', {
    sessionID: 's',
    url: item.url,
    title: item.title,
    items: [{ id: 'i1' }],
    snapshotContent: page('Rain', 'rain')
  })
  await shell.messages.getByRole('button', { name: 'Open' }).click()
  const reader = new Reader(window)
  await reader.ready('Rain on the <b>reading</b> room')
  expect(await reader.text()).toContain('Paragraph 8 about rain')
  await expect(new Library(window).row('Rain on the <b>reading</b> room')).toContainText('Feld')
})

test('the bookmark and SingleFile save what the browser shows; a page without the token saves nothing', async ({
  open
}) => {
  const { page: window } = await open({ CARREL_BROWSER_PORT: '0' })
  const shell = new Shell(window)
  await shell.ready()
  await new Welcome(window).startEmpty()
  const door = new BrowserDoor(window)
  await door.open()
  const { address, token, singleFile } = await door.switchOn()
  await door.close()

  const site = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': "connect-src 'none'" })
    response.end(page('A page with clouds', 'clouds'))
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  const { port } = site.address() as { port: number }
  const program = programFor('loopback')
  const browser = await chromium.launch({
    executablePath: program.path ?? '',
    env: { ...(process.env as Record<string, string>), ...program.env }
  })
  try {
    const tab = await browser.newPage()
    await tab.goto(`http://127.0.0.1:${port}/clouds`)
    // The page changes after it came: what is seen is what is saved.
    await tab
      .locator('p')
      .first()
      .evaluate((p) => (p.textContent = 'Written into the page by hand, just now.'))
    const code = decodeURIComponent(bookmarklet(address, token).slice('javascript:'.length))
    const [answer] = await Promise.all([tab.context().waitForEvent('page'), tab.evaluate(code)])
    await expect(answer.getByRole('heading', { name: 'Saved in Carrel' })).toBeVisible()
    await expect(shell.toast('Saved from the browser: A page with clouds')).toBeVisible()
    await shell.messages.getByRole('button', { name: 'Open' }).click()
    const reader = new Reader(window)
    await reader.ready('A page with clouds')
    expect(await reader.text()).toContain('Written into the page by hand')

    const mark = '--b0'
    const body = `--${mark}\r\nContent-Disposition: form-data; name="file"; filename="w.html"\r\nContent-Type: text/html\r\n\r\n${page('Wind', 'wind')}\r\n--${mark}--\r\n`
    const upload = (bearer: string) =>
      send(singleFile, '/singlefile', body, {
        authorization: `Bearer ${bearer}`,
        'content-type': `multipart/form-data; boundary=${mark}`
      })
    expect((await upload('guess')).status).toBe(401)
    expect((await upload(token)).status).toBe(201)
    await expect(shell.toast('Saved from the browser: Wind')).toBeVisible()

    // A hostile page on the same computer, with everything a page can do.
    const tried = await tab.evaluate(async (to) => {
      const simple = await fetch(`${to}/connector/saveItems`, {
        method: 'POST',
        mode: 'no-cors',
        body: JSON.stringify({ sessionID: 'e', uri: '', items: [{ itemType: 'book', title: 'Evil' }] })
      }).then(
        () => 'sent',
        () => 'refused'
      )
      const asked = await fetch(`${to}/connector/saveItems`, {
        method: 'POST',
        headers: { 'x-zotero-connector-api-version': '3', 'content-type': 'application/json' },
        body: '{}'
      }).then(
        () => 'sent',
        () => 'refused'
      )
      return { simple, asked }
    }, address)
    expect(tried.asked).toBe('refused')
    await shell.goTo('Inbox')
    expect(await shell.countOf('Inbox')).toBe(2)
  } finally {
    await browser.close()
    site.close()
  }
})
