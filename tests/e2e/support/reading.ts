/** A small article for tests of the reader, opened. */
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { Capture } from '../pages/capture'
import { Library } from '../pages/library'
import { Reader } from '../pages/reader'
import { Shell } from '../pages/shell'
import { Welcome } from '../pages/welcome'

/** Adds one Markdown article to an empty library and opens it. */
export async function openMarkdown(page: Page, title: string, body: string, lang = 'en'): Promise<Reader> {
  await new Shell(page).ready()
  await new Welcome(page).startEmpty()
  const capture = new Capture(page)
  await capture.addFiles([
    {
      name: 'article.md',
      mimeType: 'text/markdown',
      buffer: Buffer.from(`---\nlang: ${lang}\n---\n\n# ${title}\n\n${body}\n`)
    }
  ])
  await capture.done()
  await new Library(page).open(title)
  const reader = new Reader(page)
  await reader.ready(title)
  return reader
}

/** In one page: Electron opens no second one for the results. */
export async function axeFindsNothing(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  expect(
    violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`),
    what
  ).toEqual([])
}
