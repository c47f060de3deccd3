/** The page of all highlights. */
import type { Locator, Page } from '@playwright/test'
import type { Color } from './reader'

export class Highlights {
  readonly page: Page
  readonly view: Locator
  readonly count: Locator
  readonly filter: Locator

  constructor(page: Page) {
    this.page = page
    this.view = page.getByRole('region', { name: 'Highlights' })
    this.count = this.view.getByRole('status').first()
    this.filter = this.view.getByRole('searchbox', { name: 'Filter highlights by words' })
  }

  quote(text: string): Locator {
    return this.view.getByRole('button').filter({ hasText: text })
  }

  row(text: string): Locator {
    return this.view.getByRole('listitem').filter({ hasText: text })
  }

  get headings(): Locator {
    return this.view.getByRole('heading', { level: 2 })
  }

  async groupBy(by: 'article' | 'color' | 'tag' | 'list' | 'day'): Promise<void> {
    await this.view.getByRole('combobox', { name: 'Group by' }).selectOption(by)
  }

  async open(text: string): Promise<void> {
    await this.quote(text).click()
  }

  /** Switches a colour of the filter on or off. */
  async toggleColor(color: Color): Promise<void> {
    await this.view.getByRole('group', { name: 'Colours' }).getByRole('button', { name: color }).click()
  }

  async copyWithCitation(text: string): Promise<void> {
    await this.view
      .getByRole('listitem')
      .filter({ hasText: text })
      .getByRole('button', { name: 'Copy with citation, or drag the quotation out' })
      .click()
  }
}
