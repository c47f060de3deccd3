/** The window as a person knows it: panes, toasts, keys that work everywhere. */
import { expect, type Locator, type Page } from '@playwright/test'

export class Shell {
  readonly page: Page
  readonly library: Locator
  readonly list: Locator
  readonly reader: Locator
  readonly messages: Locator

  constructor(page: Page) {
    this.page = page
    this.library = page.getByRole('navigation', { name: 'Library' })
    this.list = page.getByRole('complementary', { name: 'Articles' })
    this.reader = page.getByRole('main', { name: 'Reader' })
    this.messages = page.getByRole('region', { name: 'Messages' })
  }

  /** Answers once the app is on screen (any page of it). */
  async ready(): Promise<void> {
    await expect(this.library).toBeVisible({ timeout: 60_000 })
  }

  /** A place, a reading list or a tag of the library pane. */
  place(name: string): Locator {
    return this.library.getByRole('link', { name: new RegExp(`^${escape(name)}( [\\d,]+)?$`) })
  }

  async goTo(name: string): Promise<void> {
    await this.place(name).click()
    await expect(this.place(name)).toHaveAttribute('aria-current', 'page')
  }

  /** The count beside a place; 0 when none is shown. */
  async countOf(name: string): Promise<number> {
    const text = (await this.place(name).textContent()) ?? ''
    return Number(/([\d,]+)$/.exec(text.slice(name.length))?.[1]?.replace(/,/g, '') ?? 0)
  }

  toast(text: string | RegExp): Locator {
    return this.messages.getByText(text)
  }

  async undoByToast(): Promise<void> {
    await this.messages.getByRole('button', { name: /^Undo/ }).click()
  }

  /** Undo by key, from anywhere but a field. */
  async undo(): Promise<void> {
    await this.page.keyboard.press('z')
    await expect(this.toast(/^Undone: /)).toBeVisible()
  }

  async openMenu(of: string): Promise<void> {
    await this.place(of).hover()
    await this.library.getByRole('button', { name: `More for ${of}` }).click()
  }

  async chooseInMenu(...path: string[]): Promise<void> {
    for (const name of path) await this.page.getByRole('menuitem', { name }).click()
  }

  /** By key. A key pressed before the window listens is lost, so this waits for the window first. */
  async openSettings(): Promise<Locator> {
    await this.ready()
    await this.page.keyboard.press('ControlOrMeta+,')
    const dialog = this.page.getByRole('dialog', { name: 'Settings' })
    await expect(dialog).toBeVisible()
    return dialog
  }

  async setTheme(theme: 'Light' | 'Sepia' | 'Dark' | 'System'): Promise<void> {
    const dialog = await this.openSettings()
    await dialog.getByRole('radio', { name: theme }).click()
    await dialog.getByRole('button', { name: 'Close' }).click()
    await expect(dialog).toBeHidden()
  }

  /** The dialog behind "On this computer". */
  async openLibraryInfo(): Promise<Locator> {
    await this.library
      .getByRole('button', { name: /on this computer|Saving|Not saved yet|Read only/i })
      .click()
    return this.page.getByRole('dialog', { name: 'Your library' })
  }
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
