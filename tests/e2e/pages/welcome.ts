/** The first page of an empty library. */
import { expect, type Locator, type Page } from '@playwright/test'

export class Welcome {
  readonly page: Page
  readonly heading: Locator

  constructor(page: Page) {
    this.page = page
    this.heading = page.getByRole('heading', { name: 'A quiet place to read.' })
  }

  async openSample(): Promise<void> {
    await this.page.getByRole('button', { name: 'Open the sample library' }).click()
    await expect(this.heading).toBeHidden({ timeout: 30_000 })
  }

  async startEmpty(): Promise<void> {
    await this.page.getByRole('button', { name: 'Start empty' }).click()
    await expect(this.heading).toBeHidden()
  }

  /** The folder that is shown as the library. */
  folder(): Promise<string | null> {
    return this.page
      .getByText(/^Your library is the folder/)
      .locator('span')
      .textContent()
  }
}
