/** Handing a list on through the dialogue, by keys, on both hosts. */
import AxeBuilder from '@axe-core/playwright'
import { Capture } from './pages/capture'
import { ExportDialog } from './pages/export'
import { Library } from './pages/library'
import { Lists } from './pages/lists'
import { Shell } from './pages/shell'
import { Welcome } from './pages/welcome'
import { expect, test } from './support/fixtures'

test('an annotated bibliography: style, preview, saved as Word, again as last time', async ({ page }) => {
  await new Shell(page).ready()
  await new Welcome(page).startEmpty()
  const capture = new Capture(page)
  const [library, lists, dialog] = [new Library(page), new Lists(page), new ExportDialog(page)]
  const buffer = Buffer.from('# Of Studies\n\nStudies serve for delight.\n')
  await capture.addFiles([{ name: 'studies.md', mimeType: 'text/markdown', buffer }])
  await capture.done()
  await library.focus('Of Studies')
  await lists.addFocusedTo('Ch. 2')
  await new Shell(page).goTo('Ch. 2')
  await lists.why('Of Studies', 'The first word on it')

  await dialog.openByKey()
  await expect(dialog.preview.getByText('The first word on it')).toBeVisible()
  await dialog.style('ieee', 'IEEE')
  await expect(dialog.preview.getByText('[1]')).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().exclude('iframe').analyze()
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`)).toEqual([])
  const word = await dialog.save()
  expect(word.suggestedFilename()).toBe('Ch. 2.docx')
  expect(word.text.startsWith('PK')).toBe(true)

  await dialog.openByKey()
  await dialog.format('Plain text')
  const text = await dialog.save()
  expect(text.text).toContain('[1]')
  expect(text.text).toContain('Why read: The first word on it')
  expect((await lists.export('Ch. 2', 'Again as last time')).text).toBe(text.text)
})
