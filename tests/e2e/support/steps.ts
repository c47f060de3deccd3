/** Counts what a person does: a key pressed or held, a word typed, a click; each is one step. */
import type { Locator, Page } from '@playwright/test'

export class Steps {
  taken = 0
  private readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async press(key: string): Promise<void> {
    this.taken++
    await this.page.keyboard.press(key)
  }

  /** A key kept down until it has repeated so often, with its modifier. `settled` waits for each repeat to be seen. */
  async hold(
    modifier: string,
    key: string,
    times: number,
    settled: (n: number) => Promise<void>
  ): Promise<void> {
    this.taken++
    await this.page.keyboard.down(modifier)
    // Going down again without coming up is what the system sends while a key is held.
    for (let n = 1; n <= times; n++) {
      await this.page.keyboard.down(key)
      await settled(n)
    }
    await this.page.keyboard.up(key)
    await this.page.keyboard.up(modifier)
  }

  async type(words: string): Promise<void> {
    this.taken++
    await this.page.keyboard.insertText(words)
  }

  async click(target: Locator): Promise<void> {
    this.taken++
    await target.click()
  }
}
