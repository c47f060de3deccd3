/** Details of an article looked up online: nothing goes out before it is said where, and only what is ticked changes. */
import AxeBuilder from '@axe-core/playwright'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Capture } from './pages/capture'
import { Library } from './pages/library'
import { Palette } from './pages/palette'
import { Shell } from './pages/shell'
import { Welcome } from './pages/welcome'
import { expect, test } from './support/fixtures'

const WORDS = 'The orchard beside the copper held many records that nobody could explain. '.repeat(20)
/** As Crossref answers for a DOI. */
const RECORD = {
  type: 'journal-article',
  title: 'On <i>Orchards</i>',
  author: [{ given: 'Ada', family: 'Berg', sequence: 'first' }],
  issued: { 'date-parts': [[2019, 4, 2]] },
  'container-title': 'Journal of Orchards',
  volume: '12',
  page: '101-119',
  DOI: '10.1000/orchard.12'
}

test('details are asked for by name, compared, taken over as ticked, undone, and in the ledger', async ({
  open
}, info) => {
  const heard: string[] = []
  const server = createServer((request, response) => {
    heard.push(request.url ?? '')
    response.setHeader('content-type', 'application/vnd.citationstyles.csl+json')
    response.end(JSON.stringify(RECORD))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { page } = await open({ CARREL_LOOKUP_BASE: base })
  const shell = new Shell(page)
  const library = new Library(page)
  await new Welcome(page).startEmpty()
  const capture = new Capture(page)
  await capture.addText(`# Orchards\n\n${WORDS}`)
  await capture.done()
  await library.edit('Orchards', { DOI: '10.1000/orchard.12', Volume: '1' })

  // From the details of the article, by keyboard alone.
  await library.focus('Orchards')
  await page.keyboard.press('Shift+E')
  await page.getByRole('button', { name: 'Look up online…' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Look up details online' })
  await expect(dialog.getByText('Nothing has been sent yet.')).toBeVisible()
  await expect(dialog.getByRole('listitem')).toContainText('doi.org learns the DOI 10.1000/orchard.12')
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: info.outputPath(`plan-${colorScheme}.png`) })
  }
  expect(heard).toEqual([])
  await dialog.getByRole('button', { name: 'Ask doi.org' }).press('Enter')

  const box = (field: string) => dialog.getByRole('checkbox', { name: `Take over ${field}` })
  await expect(box('Title')).toBeChecked()
  await expect(box('Volume'), 'set by hand').not.toBeChecked()
  await box('Kind').press('Space')
  await expect(dialog.getByRole('row', { name: /Date/ })).toContainText('2 April 2019')
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().exclude('iframe').analyze()
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`)).toEqual([])
  const size = page.viewportSize()
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1440, 900]) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme })
      await page.screenshot({ path: info.outputPath(`compared-${width}-${colorScheme}.png`) })
    }
  if (size) await page.setViewportSize(size)
  await dialog.getByRole('button', { name: 'Take over 5 fields' }).press('Enter')
  await expect(dialog).toBeHidden()
  await expect(shell.toast(/^Took over 5 fields of “Orchards”/)).toBeVisible()
  await expect(library.row('On Orchards')).toContainText('Ada Berg · Journal of Orchards, 2019')
  expect(heard).toEqual(['/doi.org/10.1000/orchard.12'])

  // Where each is from, and that what was not ticked stayed.
  await library.menu('On Orchards', 'Edit details')
  const details = page.getByRole('dialog', { name: 'Edit details' })
  await expect(details.getByText(/^From: doi\.org, \d+ \w{3} \d{4}$/).first()).toBeVisible()
  await expect(details.getByLabel('Volume', { exact: true })).toHaveValue('1')
  await details.getByRole('button', { name: 'Cancel' }).click()
  await page.keyboard.press('z')
  await expect(library.row('Orchards')).not.toContainText('Ada Berg')

  await page.keyboard.press('ControlOrMeta+,')
  await page.getByRole('button', { name: 'Show…' }).click()
  const ledger = page.getByRole('dialog', { name: 'What left this computer' })
  await expect(ledger.getByRole('listitem')).toContainText('Details of an article')
  await page.keyboard.press('Escape')

  // The server is gone: a sentence, and nothing changed.
  server.closeAllConnections()
  server.close()
  await library.focus('Orchards')
  await new Palette(page).run('Look up details online')
  await dialog.getByRole('button', { name: 'Ask doi.org' }).click()
  await expect(dialog.getByText('doi.org could not be asked. Nothing answers at that address.')).toBeVisible()
})
