/** An article's text made anew, on both hosts: captured again, read in another way, looked at as it was saved; merging. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { Capture } from './pages/capture'
import { Library } from './pages/library'
import { Palette } from './pages/palette'
import { Reader } from './pages/reader'
import { Welcome } from './pages/welcome'
import { expect, test } from './support/fixtures'
import { openClient } from './support/page-transport'

const MOVED = 'The second reading room opens at dawn and closes when the last lamp is out.'
const EDITED = 'Every chair in the gallery faces the same window, for reasons nobody wrote down.'
const CUT = 'A ladder on rails was promised in the spring and never came.'
const filler = (n: number, about: string): string =>
  Array.from(
    { length: n },
    (_, i) =>
      `<p>Paragraph ${i + 1} on ${about} says what it has to say, in order, and leaves the rest for the ones that follow.</p>`
  ).join('')
const page = (body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>On reading rooms</title><style>h1{color:rgb(1,2,3)}</style><script>document.title='ran';fetch('/ran')</script></head><body><article><h1>On reading rooms</h1>${body}<p><img src="/late.png" alt="A plan"> The plan of the room, as drawn by its keeper.</p></article><footer class="footer">At the foot of the page stands an address.</footer></body></html>`
const FIRST = page(`${filler(3, 'light')}<p>${MOVED}</p><p>${EDITED}</p><p>${CUT}</p>${filler(3, 'dust')}`)
const SECOND = page(
  `<p>A new opening was written for the second edition, to everyone’s surprise.</p>${filler(3, 'light')}<p>${EDITED.replace('same window', 'same tall window')}</p>${filler(3, 'dust')}<p>${MOVED}</p>`
)

async function site(): Promise<{ url: string; html: string; asked: string[]; close(): void }> {
  const server = createServer((request, response) => {
    it.asked.push(request.url ?? '')
    if (request.url !== '/room') {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(it.html)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const it = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/room`,
    html: FIRST,
    asked: [] as string[],
    close: () => void server.close()
  }
  return it
}

/** Of what is ours: a page that is shown as it was saved is as its makers made it. */
async function clean(tab: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page: tab }).setLegacyMode().exclude('iframe').analyze()
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`)).toEqual([])
}

/** The words under each painted highlight. */
const painted = async (reader: Reader): Promise<string[]> =>
  (await Promise.all([reader.painted('green'), reader.painted('blue')])).flat().sort()

test('a page that changed is captured again: nothing on wrong words, the unplaced listed, all undone', async ({
  page: tab
}) => {
  test.setTimeout(240_000)
  const web = await site()
  const [capture, library, reader, palette] = [
    new Capture(tab),
    new Library(tab),
    new Reader(tab),
    new Palette(tab)
  ]
  const client = await openClient(tab)
  await new Welcome(tab).startEmpty()
  await capture.addUrl(web.url)
  await expect(capture.receipts).toContainText('answered 404')
  await expect(capture.receipts.getByRole('button', { name: 'Try the images again' })).toBeVisible()
  await capture.done()
  await library.open('On reading rooms')
  await reader.ready('On reading rooms')
  for (const line of [MOVED, EDITED, CUT]) await reader.highlight(line, 'green')
  await expect.poll(() => painted(reader)).toEqual([CUT, EDITED, MOVED].sort())

  await test.step('as it was: nothing changes', async () => {
    await palette.run('Capture again')
    await expect(tab.getByText('It is as it was: nothing was changed.').first()).toBeVisible()
  })
  web.html = SECOND
  await palette.run('Capture again')
  await expect.poll(() => reader.text()).toContain('A new opening was written')
  await expect
    .poll(() => painted(reader))
    .toEqual([EDITED.replace('same window', 'same tall window'), MOVED].sort())
  await expect(reader.pane.getByRole('region', { name: '1 highlight not placed' })).toContainText(CUT)

  await test.step('the older version is kept, and shows what changed', async () => {
    await palette.run('Versions of the text…')
    const dialog = tab.getByRole('dialog', { name: 'The saved text' })
    await expect(
      dialog.getByRole('region', { name: 'Highlights that stayed with this version' })
    ).toContainText(CUT)
    const changes = dialog.getByRole('region', { name: 'What changed' })
    await expect(changes.locator('del', { hasText: CUT })).toBeVisible()
    await expect(changes.locator('ins', { hasText: 'A new opening was written' })).toBeVisible()
    await clean(tab)
    await dialog.getByRole('radio', { name: 'Its text' }).click()
    await expect(dialog.getByRole('region', { name: /^The text of/ })).toContainText(CUT)
    await tab.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  })
  await test.step('undo gives the first text back, with its highlights', async () => {
    await tab.keyboard.press('z')
    await expect.poll(() => reader.text()).toContain(CUT)
    await expect.poll(() => painted(reader)).toEqual([CUT, EDITED, MOVED].sort())
  })
  await test.step('a page that is gone changes nothing', async () => {
    web.html = '<html><body><script>app()</script></body></html>'
    await palette.run('Capture again')
    await expect(tab.getByText(/The article is as it was\./).first()).toBeVisible()
    const { ids } = await client['articles.list']({ view: { kind: 'all' }, sort: 'added' })
    expect((await client['articles.get']({ id: ids[0] ?? '' })).snapshots).toHaveLength(1)
  })
  web.close()
})

test('a wrong reading is replaced by another after a look, and the original is shown without running', async ({
  page: tab
}) => {
  test.setTimeout(180_000)
  const web = await site()
  const [capture, library, reader, palette] = [
    new Capture(tab),
    new Library(tab),
    new Reader(tab),
    new Palette(tab)
  ]
  await new Welcome(tab).startEmpty()
  await capture.addUrl(web.url)
  await capture.done()
  await library.open('On reading rooms')
  await reader.ready('On reading rooms')
  await reader.highlight(MOVED, 'blue')
  expect(await reader.text()).not.toContain('At the foot of the page')
  const asked = web.asked.length

  await palette.run('This looks wrong…')
  const dialog = tab.getByRole('dialog', { name: 'The saved text' })
  await dialog.getByRole('radio', { name: 'Whole page' }).click()
  await expect(dialog.getByRole('region', { name: 'Preview' })).toContainText('At the foot of the page')
  await clean(tab)
  await dialog.getByRole('button', { name: 'Use this reading' }).click()
  await expect.poll(() => reader.text()).toContain('At the foot of the page')
  await expect.poll(() => painted(reader)).toEqual([MOVED])

  await palette.run('View the saved original…')
  const frame = dialog.frameLocator('iframe')
  await expect(frame.getByRole('heading', { name: 'On reading rooms' })).toHaveCSS('color', 'rgb(1, 2, 3)')
  expect(await frame.locator('html').evaluate((html) => html.ownerDocument.title)).toBe('On reading rooms')
  expect(web.asked).toHaveLength(asked)
  await clean(tab)
  await tab.keyboard.press('Escape')
  await tab.keyboard.press('z')
  await expect.poll(() => reader.text()).not.toContain('At the foot of the page')
  web.close()
})

test('a duplicate is asked about, and two articles become one', async ({ page: tab }) => {
  test.setTimeout(180_000)
  const [capture, library, palette] = [new Capture(tab), new Library(tab), new Palette(tab)]
  const client = await openClient(tab)
  await new Welcome(tab).startEmpty()
  const file = (name: string, text: string): { name: string; mimeType: string; buffer: Buffer }[] => [
    { name, mimeType: 'text/html', buffer: Buffer.from(text) }
  ]
  await capture.addFiles(file('room.html', FIRST))
  await capture.done()
  await capture.addFiles(file('again.html', FIRST))
  await expect(capture.receipts).toContainText('is in the library already')
  await clean(tab)
  await capture.receipts.getByRole('button', { name: 'Keep both' }).click()
  await expect(capture.receipts).toContainText('words')
  await capture.done()
  const all = async (): Promise<string[]> =>
    (await client['articles.list']({ view: { kind: 'all' }, sort: 'added' })).ids
  const [second = '', first = ''] = await all()
  await client['articles.edit']({ id: first, fields: { title: 'The first room' } })
  await client['articles.edit']({ id: second, fields: { title: 'The second room' } })
  await client['tags.apply']({ articles: [first], add: ['rooms'], remove: [] })
  await client['tags.apply']({ articles: [second], add: ['plans'], remove: [] })
  await client['annotations.createFromQuote']({ article: second, exact: CUT })
  await library.select('The first room', 'The second room')
  await palette.run('Merge the selected articles…')
  const dialog = tab.getByRole('dialog', { name: /^Merge 2 articles/ })
  await expect(dialog.getByRole('radio')).toHaveCount(2)
  await clean(tab)
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect.poll(async () => (await all()).length).toBe(1)
  const [kept = ''] = await all()
  expect((await client['articles.get']({ id: kept })).tags.sort()).toEqual(['plans', 'rooms'])
  expect(await client['annotations.list']({ article: kept })).toMatchObject([{ quote: { exact: CUT } }])
  await tab.keyboard.press('z')
  await expect.poll(async () => (await all()).length).toBe(2)
})
