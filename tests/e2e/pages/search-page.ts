/** The search page. */
import { expect, type Locator, type Page } from '@playwright/test'

export class SearchPage {
  readonly page: Page
  readonly input: Locator
  readonly results: Locator

  constructor(page: Page) {
    this.page = page
    this.input = page.getByRole('combobox', { name: 'Search everything' })
    this.results = page.getByRole('listbox', { name: 'Passages' }).getByRole('option')
  }

  /** By key, from anywhere but a field. */
  async open(): Promise<void> {
    await this.page.keyboard.press('/')
    await expect(this.input).toBeFocused()
  }

  async search(query: string): Promise<void> {
    if (!(await this.input.isVisible())) await this.open()
    await this.input.fill(query)
  }

  result(text: string | RegExp): Locator {
    return this.results.filter({ hasText: text })
  }

  /** The row that Enter would open. */
  get active(): Locator {
    return this.page.getByRole('listbox', { name: 'Passages' }).getByRole('option', { selected: true })
  }

  /** Moves to the first result with `text` by the arrow keys and opens it. */
  async openResult(text: string | RegExp): Promise<void> {
    // Results of the keystroke before may still be on screen.
    await expect(this.result(text).first()).toBeVisible()
    const count = await this.results.count()
    for (let i = 0; i < count; i++) {
      if (await this.active.filter({ hasText: text }).count()) break
      await this.page.keyboard.press('ArrowDown')
    }
    await expect(this.active).toContainText(text)
    await this.page.keyboard.press('Enter')
  }

  /** One of the counted values beside the results. */
  facet(group: string, name: string | RegExp): Locator {
    return this.facets.getByRole('group', { name: group }).getByRole('button', { name })
  }

  get facets(): Locator {
    return this.page.getByRole('complementary', { name: 'Narrow the search' })
  }

  get chips(): Locator {
    return this.page.getByRole('group', { name: 'Conditions' })
  }

  completion(text: string): Locator {
    return this.page
      .getByRole('group', { name: 'Completions' })
      .getByRole('button', { name: text, exact: true })
  }

  async sortBy(order: string): Promise<void> {
    await this.page.getByRole('radio', { name: order }).click()
  }

  async saveAs(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Save as filter…' }).click()
    await this.page.getByRole('textbox', { name: 'Name' }).fill(name)
    await this.page.getByRole('button', { name: 'Save', exact: true }).click()
  }

  /** In the library pane, under Filters. */
  savedFilter(name: string): Locator {
    return this.page.getByRole('region', { name: 'Filters' }).getByRole('link', { name })
  }

  /** What was searched for before, under the empty field. */
  get recent(): Locator {
    return this.page.getByRole('region', { name: 'Recent searches' })
  }

  /** What can be done with the selected results. */
  bulk(selected: number): Locator {
    return this.page.getByRole('toolbar', { name: `${selected} selected` })
  }
}
