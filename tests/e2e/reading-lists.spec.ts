/** A reading list as a whole: its progress, days and description; copied, merged, put away; each taken back by one undo. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { Capture } from './pages/capture'
import { Library } from './pages/library'
import { caughtDownload, Lists, startCatching } from './pages/lists'
import { Palette } from './pages/palette'
import { Shell } from './pages/shell'
import { Welcome } from './pages/welcome'
import { expect, test } from './support/fixtures'
import { wordsOf } from './support/pdf-words'

test('progress, due dates, a description, copy, merge and archive', async ({ page }) => {
  test.setTimeout(300_000)
  const [shell, library, lists, palette] = [
    new Shell(page),
    new Library(page),
    new Lists(page),
    new Palette(page)
  ]
  const clean = async (): Promise<void> => {
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().exclude('iframe').analyze()
    expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`)).toEqual([])
  }
  await shell.ready()
  await new Welcome(page).startEmpty()
  const capture = new Capture(page)
  const words = 'Order is an argument, and a list is its first draft. '.repeat(60)
  await capture.addFiles(
    ['Of Lists', 'Of Order'].map((name) => ({
      name: `${name}.md`,
      mimeType: 'text/markdown',
      buffer: Buffer.from(`# ${name}\n\n${words}${name}\n`)
    }))
  )
  await capture.done()
  await library.select('Of Lists', 'Of Order')
  await lists.addFocusedTo('Ch. 2')
  await page.keyboard.press('Escape')
  await shell.goTo('Ch. 2')

  await test.step('progress in words', async () => {
    await expect(shell.list).toContainText(/0 of 2 read, \d+ min left/)
    await library.focus('Of Lists')
    await page.keyboard.press('m')
    await expect(shell.list).toContainText(/1 of 2 read, \d+ min left/)
  })

  await test.step('a due date by key, overdue said in words', async () => {
    await library.focus('Of Order')
    await page.keyboard.press('d')
    const dialog = page.getByRole('dialog', { name: 'Due date' })
    await expect(dialog.getByLabel('To be read by')).toBeFocused()
    await dialog.getByLabel('To be read by').fill('2020-01-31')
    await clean()
    await page.keyboard.press('Enter')
    await expect(dialog).toBeHidden()
    await expect(library.row('Of Order')).toContainText(/Overdue by [\d,]+ days/)
    await shell.undo()
    await expect(library.row('Of Order')).not.toContainText('Overdue')
  })

  await test.step('what the list is for, from the palette', async () => {
    await palette.open('>Description and due')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'About “Ch. 2”' })
    await dialog.getByLabel('What this list is for').fill('The *second* chapter.')
    await dialog.getByLabel('Due').fill('2020-02-01')
    await clean()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog).toBeHidden()
    await expect(shell.list.locator('em')).toHaveText('second')
    await expect(shell.list).toContainText(/Overdue by [\d,]+ days/)
    await clean()
  })

  await test.step('duplicate, merge back, undo', async () => {
    await shell.openMenu('Ch. 2')
    await shell.chooseInMenu('Duplicate')
    await expect(shell.place('Ch. 2 (copy)')).toHaveAttribute('aria-current', 'page')
    await palette.open('>Merge this reading list')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Merge “Ch. 2 (copy)” into another list' })
    await clean()
    await dialog.getByRole('button', { name: 'Merge' }).click()
    await expect(shell.place('Ch. 2')).toHaveAttribute('aria-current', 'page')
    await expect(shell.place('Ch. 2 (copy)')).toHaveCount(0)
    await shell.undo()
    await expect(shell.place('Ch. 2 (copy)')).toBeVisible()
  })

  await test.step('archive, and take out again', async () => {
    await shell.openMenu('Ch. 2 (copy)')
    await page.getByRole('menuitem', { name: 'Archive', exact: true }).click()
    await expect(shell.place('Ch. 2 (copy)')).toHaveCount(0)
    const shots = process.env['CARREL_SHOTS']
    if (shots !== undefined) {
      mkdirSync(shots, { recursive: true })
      for (const theme of ['Light', 'Dark'] as const) {
        await page.setViewportSize({ width: 1280, height: 800 })
        await shell.setTheme(theme)
        for (const width of [1280, 900]) {
          await page.setViewportSize({ width, height: 800 })
          await page.waitForTimeout(500)
          await page.screenshot({ path: join(shots, `lists-${width}-${theme}.png`) })
        }
      }
      await page.setViewportSize({ width: 1280, height: 800 })
    }
    await shell.library.getByRole('button', { name: /^Archived lists/ }).click()
    const dialog = page.getByRole('dialog', { name: 'Archived lists' })
    await clean()
    await dialog.getByRole('button', { name: 'Take out Ch. 2 (copy)' }).click()
    await expect(dialog).toContainText('No list is archived.')
    await dialog.getByRole('button', { name: 'Close' }).click()
    await expect(shell.place('Ch. 2 (copy)')).toBeVisible()
    await expect(shell.library.getByRole('button', { name: /^Archived lists/ })).toHaveCount(0)
  })
})

test('shared as one file that needs nothing else, and printed', async ({ carrel }) => {
  test.setTimeout(240_000)
  const { page, app } = carrel
  const [shell, library, lists, palette] = [
    new Shell(page),
    new Library(page),
    new Lists(page),
    new Palette(page)
  ]
  await shell.ready()
  await new Welcome(page).startEmpty()
  const capture = new Capture(page)
  await capture.addFiles(
    ['Of Lists', 'Of <Order>', 'Of Ends'].map((name) => ({
      name: `${name.replace(/[<>]/g, '')}.md`,
      mimeType: 'text/markdown',
      buffer: Buffer.from(
        `# ${name.replace('<', '\\<')}\n\nOrder is an argument. ${name} ![x](http://example.org/x.png)\n`
      )
    }))
  )
  await capture.done()
  await library.select('Of Lists', 'Of <Order>', 'Of Ends')
  await lists.addFocusedTo('Ch. 2')
  await page.keyboard.press('Escape')
  await shell.goTo('Ch. 2')
  await lists.section('Of Lists', 'First things')
  await lists.why('Of <Order>', 'It says & shows <how>')
  await library.focus('Of Ends')
  await page.keyboard.press('m')

  const complete = async (words: () => Promise<string>): Promise<void> => {
    await expect.poll(words).toContain('1 of 3 read')
    for (const said of [
      'Ch. 2',
      'First things',
      'Of Lists',
      'Of <Order>',
      'Of Ends',
      'It says & shows <how>'
    ])
      // A PDF has blanks around each sign.
      expect((await words()).replaceAll(/\s/g, '')).toContain(said.replaceAll(' ', ''))
  }
  await startCatching(page)
  await palette.open('>Share this reading list as one')
  await page.keyboard.press('Enter')
  const shared = await caughtDownload(page)
  expect(shared.suggestedFilename()).toBe('Ch. 2.html')
  await test.step('opened by itself, all of it is there and nothing is loaded', async () => {
    // In a frame without script: on both hosts the same.
    const asked: string[] = []
    page.on('request', (r) => asked.push(r.url()))
    const frame = await page.evaluateHandle(async (html) => {
      const shown = document.createElement('iframe')
      shown.sandbox.add('allow-same-origin')
      const loaded = new Promise((resolve) => shown.addEventListener('load', resolve, { once: true }))
      shown.srcdoc = html
      document.body.append(shown)
      await loaded
      return shown
    }, shared.text)
    await complete(() => frame.evaluate((shown) => shown.contentDocument?.body.innerText ?? ''))
    expect(
      await frame.evaluate((f) => f.contentDocument?.querySelectorAll('script, [src], link, iframe').length)
    ).toBe(0)
    expect(asked.filter((url) => /^(?:https?|file):/.test(url))).toEqual([])
    await frame.evaluate((shown) => shown.remove())
  })

  await test.step('on paper: the same words, and nothing of the app', async () => {
    await page.evaluate(() => {
      // What is printed stays until the printing is over: it is made below.
      window.print = () => undefined
    })
    await palette.open('>Print this reading list')
    await page.keyboard.press('Enter')
    await expect(page.locator('.print-page')).toBeAttached()
    const pdf = app
      ? Buffer.from(
          await app.evaluate(async ({ BrowserWindow }) => {
            const made = await BrowserWindow.getAllWindows()[0]?.webContents.printToPDF({})
            return made?.toString('base64') ?? ''
          }),
          'base64'
        )
      : await page.pdf()
    const words = (await wordsOf(new Uint8Array(pdf))).text
    await complete(() => Promise.resolve(words))
    expect(words).not.toContain('Reading lists')
  })
})
