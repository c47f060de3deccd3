import type { Page } from '@playwright/test'

/** Whether any script of the article ran, in any frame. */
export async function canary(page: Page): Promise<unknown[]> {
  const found = await Promise.all(
    page
      .frames()
      .map((frame) =>
        frame.evaluate(() => (globalThis as unknown as { __carrel_canary?: unknown }).__carrel_canary ?? null)
      )
  )
  return found.filter((value) => value !== null)
}
