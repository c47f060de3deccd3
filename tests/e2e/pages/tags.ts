/** Tags: on articles, and as places of the library. */
import { expect, type Page } from '@playwright/test'
import { Shell } from './shell'

export class Tags {
  readonly page: Page
  private readonly shell: Shell

  constructor(page: Page) {
    this.page = page
    this.shell = new Shell(page)
  }

  /** Tags the selection, the row with the cursor or the open article, by key. */
  async tag(...paths: string[]): Promise<void> {
    await this.page.keyboard.press('t')
    const dialog = this.page.getByRole('dialog', { name: /^Tags/ })
    for (const path of paths) {
      await dialog.getByRole('combobox', { name: 'Add a tag' }).fill(path)
      await this.page.getByRole('option').filter({ hasText: path }).last().click()
      await expect(dialog.getByRole('button', { name: `Take off ${path}` })).toBeVisible()
    }
    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(dialog).toBeHidden()
  }

  async untag(path: string): Promise<void> {
    await this.page.keyboard.press('t')
    const dialog = this.page.getByRole('dialog', { name: /^Tags/ })
    await dialog.getByRole('button', { name: `Take off ${path}` }).click()
    await expect(dialog.getByRole('button', { name: `Take off ${path}` })).toHaveCount(0)
    await dialog.getByRole('button', { name: 'Done' }).click()
  }

  /** Renames, moves (`a` → `b/a`) or merges (onto another). `from` as the library pane names it. */
  async rename(from: string, to: string): Promise<void> {
    await this.shell.openMenu(from)
    await this.shell.chooseInMenu('Rename, move or merge')
    const dialog = this.page.getByRole('dialog', { name: /^Rename #/ })
    await dialog.getByLabel('New name').fill(to)
    await dialog.getByRole('button', { name: 'Rename' }).click()
    await expect(dialog).toBeHidden()
  }

  async remove(name: string): Promise<void> {
    await this.shell.openMenu(name)
    await this.shell.chooseInMenu('Delete tag')
    await expect(this.shell.place(name)).toHaveCount(0)
  }

  async color(name: string, color: 'None' | 'Amber' | 'Green' | 'Blue' | 'Rose'): Promise<void> {
    await this.shell.openMenu(name)
    await this.shell.chooseInMenu('Colour')
    await this.page.getByRole('menuitemradio', { name: color }).click()
  }
}
