/** Files that real programs made, dropped and picked; each read as a person reads it. */
import { join } from 'node:path'
import { Capture } from './pages/capture'
import { Library } from './pages/library'
import { PdfReader } from './pages/pdf-reader'
import { Reader } from './pages/reader'
import { Shell } from './pages/shell'
import { Welcome } from './pages/welcome'
import { expect, test } from './support/fixtures'
import { makeRealFiles } from './support/real-files'

test('files of Chromium, LibreOffice, LaTeX and pandoc are added and read', async ({ carrel, dir }) => {
  const { page } = carrel
  const made = await makeRealFiles(join(dir, 'made'))
  for (const description of made.absent) test.info().annotations.push({ type: 'not made', description })
  test.skip(made.files.length === 0, made.absent.join('; '))
  await new Shell(page).ready()
  await new Welcome(page).startEmpty()
  const [capture, library, reader, pdf] = [
    new Capture(page),
    new Library(page),
    new Reader(page),
    new PdfReader(page)
  ]

  // A page and its folder come together: dropped. The rest is picked, in one go.
  const folders = made.files.filter((f) => f.paths.length > 1)
  const single = made.files.filter((f) => f.paths.length === 1)
  for (const file of folders) {
    await capture.dropPaths(file.paths)
    await expect(capture.receipts).toHaveCount(1)
    await expect(capture.receipt(file.title)).toContainText(file.receipt)
    await capture.done()
  }
  await capture.addFiles(single.flatMap((f) => f.paths))
  await expect(capture.receipts).toHaveCount(single.length)
  for (const file of single)
    await expect.soft(capture.receipt(file.title), file.title).toContainText(file.receipt)
  await capture.done()

  for (const file of made.files)
    await test.step(file.paths[0]?.slice(dir.length) ?? '', async () => {
      await library.open(file.title)
      if (file.pages !== undefined) {
        await pdf.ready()
        await expect(pdf.bar).toContainText(`of ${file.pages}`)
      }
      if (file.sentence === undefined) return
      if (file.pages !== undefined) await page.getByRole('radio', { name: 'Text' }).click()
      await reader.ready(file.title)
      expect.soft(await reader.text(), file.title).toContain(file.sentence)
      expect.soft(await reader.picturesDrawn(), `pictures of ${file.title}`).toBe(file.figures)
    })
})
