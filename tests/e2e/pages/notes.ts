/** The page of notes. */
import { expect, type Locator, type Page } from '@playwright/test'

export class Notes {
  readonly title: Locator
  readonly text: Locator
  readonly offers: Locator
  readonly list: Locator
  private readonly page: Page

  constructor(page: Page) {
    this.page = page
    this.title = page.getByRole('textbox', { name: 'Title of the note' })
    this.text = page.getByRole('textbox', { name: /^Text of the note/ })
    this.offers = page.locator('.cm-tooltip-autocomplete')
    this.list = page.getByRole('region', { name: 'All notes' })
  }

  /** A new note, by keys; the cursor is at its end afterwards. */
  async write(title: string, text: string): Promise<void> {
    const before = await this.page.evaluate(() => location.hash)
    await this.page.getByRole('button', { name: 'New note' }).first().click()
    await expect.poll(() => this.page.evaluate(() => location.hash)).not.toBe(before)
    await expect(this.title).toBeFocused()
    await this.page.keyboard.type(title)
    // The editor comes as a chunk of its own, the first time.
    await expect(this.text).toBeVisible()
    await this.page.keyboard.press('Enter')
    await expect(this.text).toBeFocused()
    await this.page.keyboard.type(text)
    await this.saved()
  }

  async open(title: string): Promise<void> {
    await this.list.getByRole('button', { name: new RegExp(`^${title} `) }).click()
    await expect(this.title).toHaveValue(title)
  }

  async saved(): Promise<void> {
    await expect(this.page.locator('[data-pane=note] [role=status]').first()).toHaveText('Saved')
  }
}
