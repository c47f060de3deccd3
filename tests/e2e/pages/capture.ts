/** Adding articles. */
import { expect, type Locator, type Page } from '@playwright/test'

type Files = string | string[] | { name: string; mimeType: string; buffer: Buffer }[]

export class Capture {
  readonly page: Page
  readonly dialog: Locator
  readonly receipts: Locator

  constructor(page: Page) {
    this.page = page
    this.dialog = page.getByRole('dialog', { name: /^(Add to your library|Adding…|Added)$/ })
    this.receipts = this.dialog.getByRole('list', { name: 'Receipts' }).getByRole('listitem')
  }

  async open(): Promise<void> {
    await this.page.keyboard.press('a')
    await expect(this.dialog).toBeVisible()
  }

  /** Picks files, as through the system's chooser. */
  async addFiles(files: Files): Promise<void> {
    await this.open()
    await this.dialog.getByLabel('Files to add').setInputFiles(files)
    await this.finished()
  }

  /** Picks a folder with everything in it (a page and its `_files`). */
  async addFolder(folder: string): Promise<void> {
    await this.open()
    await this.dialog.getByLabel('Folder to add').setInputFiles(folder)
    await this.finished()
  }

  async addUrl(url: string): Promise<void> {
    await this.open()
    await this.dialog.getByLabel('Web address').fill(url)
    await this.dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await this.finished()
  }

  /** Types or pastes plain text (HTML source and Markdown are noticed). */
  async addText(text: string): Promise<void> {
    await this.open()
    await this.dialog.getByLabel('Or paste text').fill(text)
    await this.dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await this.finished()
  }

  /** Drops files onto the window, without the dialog being open. */
  async drop(files: readonly { name: string; type: string; text: string }[]): Promise<void> {
    const transfer = await this.page.evaluateHandle((all) => {
      const data = new DataTransfer()
      for (const f of all) data.items.add(new File([f.text], f.name, { type: f.type }))
      return data
    }, files)
    for (const type of ['dragenter', 'dragover', 'drop'])
      await this.page.dispatchEvent('body', type, { dataTransfer: transfer })
    await this.finished()
  }

  /** Drops files and folders of this computer onto the window, as the system hands them over. */
  async dropPaths(paths: readonly string[]): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page)
    const data = { items: [], files: [...paths], dragOperationsMask: 1 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data })
    await session.detach()
    await this.finished()
  }

  /** Pastes outside of any field. */
  async paste(data: Readonly<Record<string, string>>): Promise<void> {
    await this.page.evaluate((all) => {
      const clipboardData = new DataTransfer()
      for (const [type, text] of Object.entries(all)) clipboardData.setData(type, text)
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      )
    }, data)
    await this.finished()
  }

  async finished(): Promise<void> {
    await expect(this.page.getByRole('dialog', { name: 'Added' })).toBeVisible({ timeout: 60_000 })
  }

  receipt(text: string | RegExp): Locator {
    return this.receipts.filter({ hasText: text })
  }

  /** Opens an article from its receipt. */
  async openFromReceipt(title: string): Promise<void> {
    await this.receipt(title).getByRole('button', { name: 'Open' }).click()
    await expect(this.dialog).toBeHidden()
  }

  async done(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Done' }).click()
    await expect(this.dialog).toBeHidden()
  }
}
