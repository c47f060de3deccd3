/**
 * One whole day with Carrel, by mouse and keys, with real files, in both hosts: adding, reading, highlighting, finding,
 * ordering, handing on, undoing. Then the process is killed without warning, and everything must be there.
 */
import { createServer, type Server } from 'node:http'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { Capture } from './pages/capture'
import { Highlights } from './pages/highlights'
import { Library } from './pages/library'
import { Lists } from './pages/lists'
import { Palette } from './pages/palette'
import { Reader } from './pages/reader'
import { SearchPage } from './pages/search-page'
import { Shell } from './pages/shell'
import { Tags } from './pages/tags'
import { Welcome } from './pages/welcome'
import { expect, test } from './support/fixtures'
import { ROOT } from './support/hosts'

const DAY = join(ROOT, 'tests/fixtures/day')
const DESK = 'The Quiet Desk'
const NOTES = 'Field notes on marginalia'
const LETTER = 'A letter to a first-year student'
const PASTED = 'On reading lists'
const WEB = 'A page from the web'

const LAMP = 'had a green shade that made the page look a little kinder than it was'
const PENCIL = 'The pencil line is a promise made to a later self'
const ARABIC = 'وأرجو أن تجد مكانك فيها'
const CHINESE = '往往是没有人争抢的那一个'

const everything = (page: Page) => ({
  capture: new Capture(page),
  highlights: new Highlights(page),
  library: new Library(page),
  lists: new Lists(page),
  palette: new Palette(page),
  reader: new Reader(page),
  search: new SearchPage(page),
  shell: new Shell(page),
  tags: new Tags(page),
  welcome: new Welcome(page)
})

/** A site on this machine with one article and its picture; counts what is asked of it. */
async function openSite(): Promise<{ url: string; asked: string[]; close(): void }> {
  const asked: string[] = []
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (request.url === '/lamp.png') {
      response.setHeader('content-type', 'image/png')
      response.end(readFileSync(join(DAY, 'the-quiet-desk_files/lamp.png')))
    } else if (request.url === '/article') {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.end(WEB_PAGE)
    } else response.writeHead(404).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/article`,
    asked,
    close: () => void server.close()
  }
}

const sentence =
  'A page that is fetched once can be read for ever after, with the cable pulled out of the wall. '
const WEB_PAGE = `<!doctype html><html lang="en"><head><title>${WEB}</title><meta name="author" content="Edith Marlow">
</head><body><article><h1>${WEB}</h1><p>${sentence.repeat(4)}</p><p><img src="/lamp.png" alt="A lamp">
<img src="/gone.png" alt="A picture that is gone"></p><p>${sentence.repeat(5)}</p></article></body></html>`

test('a day', async ({ open }) => {
  test.setTimeout(300_000)
  const site = await openSite()
  const first = await open()
  let { capture, highlights, library, lists, palette, reader, search, shell, tags, welcome } = everything(
    first.page
  )
  const { page } = first

  await test.step('start empty, and see where the library is', async () => {
    await expect(welcome.heading).toBeVisible()
    expect(await welcome.folder()).toMatch(/library$/)
    await welcome.startEmpty()
  })

  await test.step('add a saved page with its files, Markdown, text, a paste and an address', async () => {
    await capture.addFolder(DAY)
    await expect(capture.receipts).toHaveCount(3)
    await expect(capture.receipt(DESK)).toContainText(/script/)
    await capture.done()
    await capture.paste({
      'text/html': `<h1>${PASTED}</h1><p>Order is an argument: the first thing on a list says what the rest is about.</p>`,
      'text/plain': PASTED
    })
    await capture.done()
    await capture.addUrl(site.url)
    await expect(capture.receipt(WEB)).toContainText(/404/)
    await capture.done()
    for (const title of [DESK, NOTES, LETTER, PASTED, WEB]) await expect(library.row(title)).toBeVisible()
    await expect(library.row(DESK)).toContainText('Ada Lindqvist · Reading Room Review, 2019')
    expect(site.asked.sort()).toEqual(['/article', '/gone.png', '/lamp.png'])
  })

  await test.step('a second copy is noticed, not doubled', async () => {
    await capture.addFiles([join(DAY, 'the-quiet-desk.html')])
    await expect(capture.receipt(/already/i)).toHaveCount(1)
    await capture.done()
    await expect.poll(() => shell.countOf('Inbox')).toBe(5)
  })

  await test.step('correct the details, sort, move through states', async () => {
    await library.edit(LETTER, { Title: LETTER, Date: '2020-09' })
    await library.sortBy('Title')
    expect((await library.titles())[0]).toBe(LETTER)
    await library.sortBy('Date added')
    await library.focus(PASTED)
    await page.keyboard.press('l')
    await expect(library.row(PASTED)).toHaveCount(0)
    await expect.poll(() => shell.countOf('Later')).toBe(1)
  })

  await test.step('tag several at once, nest, rename', async () => {
    await library.select(DESK, NOTES)
    await tags.tag('craft')
    await expect.poll(() => shell.countOf('craft')).toBe(2)
    await page.keyboard.press('Escape')
    await tags.rename('craft', 'craft of reading')
    await expect.poll(() => shell.countOf('craft of reading')).toBe(2)
    await expect(shell.place('marginalia')).toBeVisible()
  })

  await test.step('read, in one’s own type, and be where one was', async () => {
    await library.open(DESK)
    await reader.ready(DESK)
    expect(await reader.text()).toContain('the radiator ticked')
    expect(await reader.text()).not.toMatch(/Subscribe now|newsletter/)
    await shell.setTheme('Sepia')
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'sepia')
  })

  await test.step('highlight by mouse and key, with a note', async () => {
    await reader.highlight(LAMP, 'amber', 'mouse')
    await reader.writeNote('Kindness as a **reading condition**.')
    await reader.highlight(PENCIL, 'blue')
    await reader.writeArticleNote('For the introduction.')
    await library.open(LETTER)
    await reader.ready(LETTER)
    await reader.highlight(ARABIC, 'green')
    await reader.highlight(CHINESE, 'rose')
  })

  await test.step('find a half-remembered, misspelt passage, and land on it', async () => {
    await search.search('temprate reeder fewest steps from denyal')
    await expect(search.results.first()).toContainText('took the fewest steps away from denial')
    await search.openResult('fewest steps away')
    await reader.ready(NOTES)
    await expect.poll(async () => (await reader.paintedAs('lit-1')).join(' ')).toMatch(/denial/)
    await palette.open('kindness condition')
    await expect(palette.rows('In your highlights and notes').first()).toContainText('reading condition')
    await palette.close()
  })

  await test.step('put on a list, order, say why', async () => {
    await lists.create('Ch. 2 · Rooms')
    await shell.goTo('Inbox')
    await library.select(DESK, NOTES, LETTER)
    await lists.addFocusedTo('Ch. 2 · Rooms')
    await page.keyboard.press('Escape')
    await shell.goTo('Ch. 2 · Rooms')
    await expect.poll(() => library.titles()).toHaveLength(3)
    const before = await library.titles()
    await lists.moveByKey(before[2] ?? '', 'up')
    await expect.poll(() => library.titles()).toEqual([before[0], before[2], before[1]])
    await lists.dragBefore(before[2] ?? '', before[0] ?? '')
    await expect.poll(() => library.titles()).toEqual([before[2], before[0], before[1]])
    await lists.why(DESK, 'The image the chapter opens with')
  })

  const order = await library.titles()

  await test.step('hand it on', async () => {
    const markdown = (await lists.export('Ch. 2 · Rooms', 'Markdown for Pandoc')).text
    expect(markdown).toContain('The image the chapter opens with')
    expect(markdown).toContain(LAMP)
    const html = (await lists.export('Ch. 2 · Rooms', 'Web page (HTML)')).text
    expect(html).toContain("default-src 'none'")
    const bibtex = (await lists.export('Ch. 2 · Rooms', 'BibTeX')).text
    expect(bibtex.match(/^@\w+\{/gm)).toHaveLength(3)
    const csl = JSON.parse((await lists.export('Ch. 2 · Rooms', 'CSL-JSON')).text) as { title: string }[]
    expect(csl.map((item) => item.title)).toEqual(order)
    expect((await lists.export('Ch. 2 · Rooms', 'Plain text')).text).toContain(DESK)
  })

  await test.step('undo, trash, restore', async () => {
    await library.focus(LETTER)
    await page.keyboard.press('#')
    await expect(library.row(LETTER)).toHaveCount(0)
    await shell.undoByToast()
    await expect(library.row(LETTER)).toBeVisible()
    await shell.goTo('Inbox')
    await library.focus(WEB)
    await page.keyboard.press('#')
    await expect(library.row(WEB)).toHaveCount(0)
    await shell.goTo('Trash')
    await library.menu(WEB, 'Restore')
    await shell.goTo('Inbox')
    await expect(library.row(WEB)).toBeVisible()
    await library.focus(WEB)
    await page.keyboard.press('e')
    await expect.poll(() => shell.countOf('Archive')).toBe(1)
    await shell.undo()
    await expect.poll(() => shell.countOf('Archive')).toBe(0)
  })

  await test.step('the last edit, and then the power goes', async () => {
    await library.open(NOTES)
    await reader.ready(NOTES)
    await reader.highlight('Most of them did', 'green')
    await first.kill()
  })

  const second = await open()
  ;({ highlights, library, reader, search, shell } = everything(second.page))

  await test.step('everything is there', async () => {
    await shell.ready()
    await expect.poll(() => shell.countOf('Inbox')).toBe(4)
    await expect.poll(() => shell.countOf('Later')).toBe(1)
    await expect.poll(() => shell.countOf('craft of reading')).toBe(2)
    await expect(second.page.locator('html')).toHaveAttribute('data-theme', 'sepia')
    await shell.goTo('Ch. 2 · Rooms')
    await expect.poll(() => library.titles()).toEqual(order)
    await expect(library.row(DESK)).toContainText('The image the chapter opens with')
    await library.open(DESK)
    await reader.ready(DESK)
    await expect.poll(() => reader.painted('amber')).toEqual([LAMP])
    expect(await reader.painted('blue')).toEqual([PENCIL])
    await expect(reader.card('reading condition').locator('strong')).toHaveText('reading condition')
    await expect(reader.margin).toContainText('For the introduction.')
    await library.open(LETTER)
    await reader.ready(LETTER)
    await expect.poll(() => reader.painted('green')).toEqual([ARABIC])
    expect(await reader.painted('rose')).toEqual([CHINESE])
    await library.open(NOTES)
    await reader.ready(NOTES)
    await expect.poll(() => reader.painted('green')).toEqual(['Most of them did'])
    await shell.goTo('Highlights')
    await expect(highlights.quote(CHINESE)).toBeVisible()
    await search.search('radiatr tiked troley')
    await expect(search.results.first()).toContainText('radiator ticked')
  })
  site.close()
})
