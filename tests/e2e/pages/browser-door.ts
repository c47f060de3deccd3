/** The dialog "Save from the browser". */
import { expect, type Locator, type Page } from '@playwright/test'

export class BrowserDoor {
  readonly page: Page
  readonly dialog: Locator

  constructor(page: Page) {
    this.page = page
    this.dialog = page.getByRole('dialog', { name: 'Save from the browser' })
  }

  /** From the settings, as a person finds it. */
  async open(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+,')
    await this.page.getByRole('button', { name: 'Set up…' }).click()
    await expect(this.dialog).toBeVisible()
  }

  /** Answers with what the extensions need to be told. */
  async switchOn(): Promise<{ singleFile: string; token: string; address: string }> {
    await this.dialog.getByRole('switch', { name: /Let the browser save/ }).click()
    await expect(this.dialog.getByText(/^Listening at /)).toBeVisible()
    const singleFile = await this.dialog.getByRole('textbox', { name: 'URL' }).inputValue()
    const token = await this.dialog.getByRole('textbox', { name: 'Authorization token' }).inputValue()
    return { singleFile, token, address: new URL(singleFile).origin }
  }

  async close(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Close' }).click()
    await expect(this.dialog).toBeHidden()
  }
}
