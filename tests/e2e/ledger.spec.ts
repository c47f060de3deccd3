/** "What left this computer" lists what Carrel asked of a server, and can be cleared. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Capture } from './pages/capture'
import { Welcome } from './pages/welcome'
import { expect, test } from './support/fixtures'

test('the ledger names each request with its outcome, and forgets them when told', async ({
  carrel
}, info) => {
  const { page } = carrel
  const server = createServer((request, response) => {
    if (request.url !== '/page') return void response.writeHead(404).end()
    const words = 'The orchard beside the copper held many records that nobody could explain. '.repeat(20)
    response.setHeader('content-type', 'text/html')
    response.end(`<title>Orchard</title><article><h1>Orchard</h1><p>${words}<img src="/gone.png"></article>`)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await new Welcome(page).startEmpty()
  const capture = new Capture(page)
  await capture.addUrl(`${origin}/page`)
  await capture.done()

  await page.keyboard.press('ControlOrMeta+,')
  await page.getByRole('button', { name: 'Show…' }).click()
  const dialog = page.getByRole('dialog', { name: 'What left this computer' })
  const requests = dialog.getByRole('list', { name: 'Requests' }).getByRole('listitem')
  await expect(requests).toHaveCount(2)
  await expect(requests.nth(0)).toContainText(`${origin}/gone.png`)
  await expect(requests.nth(0)).toContainText('failed: Answered 404')
  await expect(requests.nth(1)).toContainText(/page.*bytes came/)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: info.outputPath(`ledger-${colorScheme}.png`) })
  }
  await dialog.getByRole('button', { name: 'Clear' }).click()
  await expect(dialog.getByText('Nothing has left this computer.')).toBeVisible()
  server.closeAllConnections()
  server.close()
})
