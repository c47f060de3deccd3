/** The article list and what is done to articles from it. */
import { expect, type Locator, type Page } from '@playwright/test'

export class Library {
  readonly page: Page
  readonly list: Locator

  constructor(page: Page) {
    this.page = page
    this.list = page.getByRole('listbox').filter({ has: page.getByRole('option') })
  }

  row(title: string): Locator {
    return this.page.getByRole('option').filter({ hasText: title })
  }

  /** The titles in sight, in their order. */
  async titles(): Promise<string[]> {
    const rows = await this.page.locator('[role=option][data-article]').all()
    const placed = await Promise.all(
      rows.map(async (row) => ({
        at: Number(await row.getAttribute('aria-posinset')),
        title: (await row.locator('[lang], div').first().textContent()) ?? ''
      }))
    )
    return placed.sort((a, b) => a.at - b.at).map((p) => p.title)
  }

  async open(title: string): Promise<void> {
    await this.row(title).click()
    await expect(this.row(title)).toHaveAttribute('aria-current', 'true')
  }

  /** Puts the cursor on a row without opening it. */
  async focus(title: string): Promise<void> {
    await this.row(title).focus()
  }

  /** Selects several, the way x does. */
  async select(...titles: string[]): Promise<void> {
    for (const title of titles) {
      await this.focus(title)
      await this.page.keyboard.press('x')
      await expect(this.row(title)).toHaveAttribute('aria-selected', 'true')
    }
  }

  bulkBar(count: number): Locator {
    return this.page.getByRole('toolbar', { name: `${count} selected` })
  }

  async sortBy(name: 'My order' | 'Date added' | 'Date published' | 'Title' | 'Author'): Promise<void> {
    await this.page.getByRole('button', { name: /^Order: / }).click()
    await this.page.getByRole('menuitemradio', { name }).click()
    await expect(this.page.getByRole('button', { name: `Order: ${name}` })).toBeVisible()
  }

  async reverse(): Promise<void> {
    await this.page.getByRole('button', { name: /^Order: / }).click()
    await this.page.getByRole('menuitemcheckbox', { name: 'Reversed' }).click()
  }

  /** The context menu of a row. */
  async menu(title: string, ...path: string[]): Promise<void> {
    await this.row(title).click({ button: 'right' })
    for (const name of path) await this.page.getByRole('menuitem', { name }).click()
  }

  /** Corrects fields by their labels. */
  async edit(title: string, fields: Readonly<Record<string, string>>): Promise<void> {
    await this.menu(title, 'Edit details')
    const dialog = this.page.getByRole('dialog', { name: 'Edit details' })
    for (const [label, value] of Object.entries(fields))
      await dialog.getByLabel(label, { exact: true }).fill(value)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog).toBeHidden()
  }
}
