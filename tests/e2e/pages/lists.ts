/** Reading lists: making, filling, ordering, saying why, handing on. */
import { expect, type Download, type Page } from '@playwright/test'
import { Library } from './library'
import { Shell } from './shell'

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

  /** `format` as the menu names it. */
  async export(list: string, format: string): Promise<Download> {
    await this.shell.openMenu(list)
    const download = this.page.waitForEvent('download')
    await this.shell.chooseInMenu('Export', format)
    return download
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
