/** Reading lists: making, filling, ordering, saying why, handing on. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { Library } from './library'
import { Shell } from './shell'

interface Catching {
  carrelCaught?: { name: string; text: string; blob: Blob }
}

/** Runs in the page: the next click on a link with `download` is read instead of saved. */
function catchDownload(): void {
  const catching = window as unknown as Catching
  delete catching.carrelCaught
  const click = HTMLAnchorElement.prototype.click
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
    if (this.download === '') return click.call(this)
    HTMLAnchorElement.prototype.click = click
    const name = this.download
    const blob = blobs.get(this.href)
    void blob?.text().then((text) => (catching.carrelCaught = { name, text, blob }))
  }
  const blobs = new Map<string, Blob>()
  const create = URL.createObjectURL.bind(URL)
  URL.createObjectURL = (object) => {
    const url = create(object)
    if (object instanceof Blob) blobs.set(url, object)
    URL.createObjectURL = create
    return url
  }
}

/** An exported file, with the part of Playwright's Download that reads it. */
export class Exported {
  readonly text: string
  private readonly name: string

  constructor(name: string, text: string) {
    this.name = name
    this.text = text
  }

  suggestedFilename(): string {
    return this.name
  }

  /** Written anew to a temporary file. */
  path(): Promise<string> {
    const path = join(mkdtempSync(join(tmpdir(), 'carrel-export-')), basename(this.name))
    writeFileSync(path, this.text)
    return Promise.resolve(path)
  }
}

/** From now on the next file handed to the system is taken. */
export const startCatching = (page: Page): Promise<void> => page.evaluate(catchDownload)

/** The file taken since then. */
export async function caughtDownload(page: Page): Promise<Exported> {
  const caught = await page.waitForFunction(() => (window as unknown as Catching).carrelCaught)
  const { name, text } = await caught.evaluate((c) => ({ name: c?.name ?? '', text: c?.text ?? '' }))
  return new Exported(name, text)
}

/** The same as bytes: of a file that is no text. */
export async function caughtBytes(page: Page): Promise<Uint8Array> {
  await caughtDownload(page)
  return new Uint8Array(
    await page.evaluate(async () => [
      ...new Uint8Array((await (window as unknown as Catching).carrelCaught?.blob.arrayBuffer()) ?? [])
    ])
  )
}

export class Lists {
  readonly page: Page
  private readonly shell: Shell
  private readonly library: Library

  constructor(page: Page) {
    this.page = page
    this.shell = new Shell(page)
    this.library = new Library(page)
  }

  async create(name: string): Promise<void> {
    const { library } = this.shell
    await library.getByText('Reading lists').hover()
    await library.getByRole('button', { name: 'New reading list' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'New reading list' })
    await dialog.getByLabel('Name').fill(name)
    await dialog.getByRole('button', { name: 'Create' }).click()
    await expect(this.shell.place(name)).toHaveAttribute('aria-current', 'page')
  }

  /** Adds the row with the cursor, or the selection, by key. The list is made when it is not there. */
  async addFocusedTo(name: string): Promise<void> {
    await this.page.keyboard.press('b')
    const dialog = this.page.getByRole('dialog', { name: /to a reading list/ })
    await dialog.getByRole('combobox').fill(name)
    await expect(dialog.getByRole('option').first()).toContainText(name)
    await this.page.keyboard.press('Enter')
    await expect(dialog).toBeHidden()
  }

  async moveByKey(title: string, by: 'up' | 'down'): Promise<void> {
    await this.library.focus(title)
    await this.page.keyboard.press(by === 'up' ? 'Alt+ArrowUp' : 'Alt+ArrowDown')
  }

  /** Drags one row to the upper edge of another. */
  async dragBefore(title: string, target: string): Promise<void> {
    const to = this.library.row(target)
    const box = await to.boundingBox()
    await this.library.row(title).dragTo(to, { targetPosition: { x: (box?.width ?? 100) / 2, y: 4 } })
  }

  async dragOnto(title: string, list: string): Promise<void> {
    await this.library.row(title).dragTo(this.shell.place(list))
  }

  /** The "why read" line, written where it stands. */
  async why(title: string, text: string): Promise<void> {
    await this.library.focus(title)
    await this.page.keyboard.press('w')
    const field = this.page.getByRole('textbox', { name: `Why read “${title}”` })
    await field.fill(text)
    await this.page.keyboard.press('Enter')
    await expect(this.library.row(title)).toContainText(text)
  }

  async section(title: string, name: string): Promise<void> {
    await this.library.menu(title, 'Section')
    const dialog = this.page.getByRole('dialog', { name: 'Section' })
    await dialog.getByLabel('Name of the section').fill(name)
    await dialog.getByRole('button', { name: 'Set' }).click()
    await expect(dialog).toBeHidden()
  }

  /**
   * What the page hands to the system to be saved. It is taken at that moment: Electron's own save dialog cannot be
   * answered from here, and its downloads are not told to Playwright. `format` as the menu names it.
   */
  async export(list: string, format: string): Promise<Exported> {
    await startCatching(this.page)
    await this.shell.openMenu(list)
    await this.shell.chooseInMenu('Export', format)
    const file = await caughtDownload(this.page)
    // Keys are the menu's until it is gone.
    await expect(this.page.getByRole('menu')).toHaveCount(0)
    return file
  }

  async rename(from: string, to: string): Promise<void> {
    await this.shell.openMenu(from)
    await this.shell.chooseInMenu('Rename')
    const dialog = this.page.getByRole('dialog', { name: 'Rename reading list' })
    await dialog.getByLabel('Name').fill(to)
    await dialog.getByRole('button', { name: 'Rename' }).click()
    await expect(this.shell.place(to)).toBeVisible()
  }

  async remove(name: string): Promise<void> {
    await this.shell.openMenu(name)
    await this.shell.chooseInMenu('Delete list')
    await expect(this.shell.place(name)).toHaveCount(0)
  }
}
