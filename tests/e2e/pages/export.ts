/** The export dialogue. */
import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test'
import { caughtDownload, startCatching, type Exported } from './lists'

export class ExportDialog {
  readonly page: Page
  readonly dialog: Locator
  readonly preview: FrameLocator
  readonly styles: Locator

  constructor(page: Page) {
    this.page = page
    this.dialog = page.getByRole('dialog', { name: /^Export/ })
    this.preview = this.dialog.frameLocator('iframe')
    this.styles = this.dialog.getByRole('listbox', { name: 'Citation style' })
  }

  async openByKey(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+Shift+E')
    await expect(this.dialog).toBeVisible()
  }

  async format(name: string): Promise<void> {
    await this.dialog.getByLabel('Format').selectOption({ label: name })
  }

  async style(words: string, name: string): Promise<void> {
    await this.dialog.getByLabel('Find a citation style').fill(words)
    await this.styles.selectOption({ label: name })
  }

  async addStyle(text: string): Promise<void> {
    const file = { name: 'mine.csl', mimeType: 'application/xml', buffer: Buffer.from(text) }
    await this.dialog.getByLabel('A .csl file').setInputFiles(file)
  }

  async save(): Promise<Exported> {
    await startCatching(this.page)
    await this.dialog.getByRole('button', { name: 'Export', exact: true }).click()
    await expect(this.dialog).toBeHidden()
    return caughtDownload(this.page)
  }
}
