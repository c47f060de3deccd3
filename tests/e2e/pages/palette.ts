/** The palette. */
import { expect, type Locator, type Page } from '@playwright/test'

export class Palette {
  readonly page: Page
  readonly dialog: Locator
  readonly input: Locator

  constructor(page: Page) {
    this.page = page
    this.dialog = page.getByRole('dialog', { name: 'Palette' })
    this.input = this.dialog.getByRole('combobox')
  }

  async open(query = ''): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+k')
    await expect(this.input).toBeFocused()
    if (query !== '') await this.input.fill(query)
  }

  /** Rows of one group: `Articles`, `In your highlights and notes`, `Passages`, `Commands`, `Tags`, `Reading lists`. */
  rows(group?: string): Locator {
    const scope = group === undefined ? this.dialog : this.dialog.getByRole('group', { name: group })
    return scope.getByRole('option')
  }

  /** The row that Enter would take. */
  get highlighted(): Locator {
    return this.dialog.locator('[role=option][data-highlighted]')
  }

  /** Runs a command by its name. */
  async run(command: string): Promise<void> {
    await this.open(`>${command}`)
    await expect(this.highlighted).toContainText(command)
    await this.page.keyboard.press('Enter')
    await expect(this.dialog).toBeHidden()
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape')
    await expect(this.dialog).toBeHidden()
  }
}
