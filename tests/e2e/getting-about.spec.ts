/** Going about in an article: back from a jump, the same line after resizing, minutes by what was read, read aloud. */
import { Shell } from './pages/shell'
import { expect, test } from './support/fixtures'
import { openMarkdown } from './support/reading'

const ENTRIES = (from: number): string =>
  Array.from(
    { length: 30 },
    (_, i) =>
      `Entry ${from + i}. The keeper wrote down who took the lamp, and who brought it back in the evening.`
  ).join('\n\n')
const BODY = `${ENTRIES(1)}\n\n## The end\n\n${ENTRIES(31)}`

test('Back returns from a jump to the line one was at', async ({ page }) => {
  const reader = await openMarkdown(page, 'Steps', BODY)
  await reader.scroller.evaluate((el) => el.scrollTo(0, 420))
  await page.waitForTimeout(400)
  const contents = await reader.openPanel('Contents')
  await contents.getByRole('button', { name: 'The end' }).click()
  await expect(contents).toBeHidden()
  await expect.poll(() => reader.scrollTop()).toBeGreaterThan(1000)
  await page.keyboard.press('Alt+ArrowLeft')
  await expect.poll(async () => Math.abs((await reader.scrollTop()) - 420)).toBeLessThan(60)
  await page.keyboard.press('Alt+ArrowRight')
  await expect.poll(() => reader.scrollTop()).toBeGreaterThan(1000)
})

test('the line at the top stays at the top when the type changes', async ({ page }) => {
  const reader = await openMarkdown(page, 'Sizes', BODY)
  await reader.scroller.evaluate((el) => el.scrollTo(0, 1500))
  await page.waitForTimeout(500)
  const before = await reader.firstLine()
  for (let i = 0; i < 4; i++) await page.keyboard.press('ControlOrMeta+=')
  await expect.poll(() => reader.firstLine()).toBe(before)
  expect(await reader.scrollTop()).toBeGreaterThan(1550)
})

test('a jump to the end is not reading', async ({ page }) => {
  const reader = await openMarkdown(page, 'Shares', BODY)
  await reader.scroller.evaluate((el) => el.scrollTo(0, el.scrollHeight))
  await page.waitForTimeout(4500)
  await expect(reader.pane.getByText(/min left$/)).toBeVisible()
})

test('read aloud: offered only with a local voice, sentence by sentence, lit', async ({ page }) => {
  const reader = await openMarkdown(
    page,
    'Voices',
    'The first sentence. The second one.\n\nThe third stands alone.'
  )
  const button = reader.pane.getByRole('button', { name: 'Read aloud' })
  const saidIt = (): Promise<void> => page.evaluate(() => (window as unknown as { saidIt(): void }).saidIt())
  await expect(button).toHaveCount(0)
  // No machine of ours has a voice: one that has said its sentence when the test says so stands in for it.
  await page.addInitScript(() => {
    const spoken: string[] = []
    let current: Utterance | undefined
    Object.assign(window, { spoken, saidIt: () => current?.onend?.() })
    const voice = { lang: 'en-GB', localService: true, default: true, name: 'Test', voiceURI: 'test' }
    class Utterance {
      text: string
      voice: unknown
      lang = ''
      onstart?: () => void
      onend?: () => void
      onerror?: () => void
      constructor(text: string) {
        this.text = text
      }
    }
    Object.assign(window, { SpeechSynthesisUtterance: Utterance })
    Object.defineProperty(window, 'speechSynthesis', {
      value: Object.assign(new EventTarget(), {
        getVoices: () => [voice],
        cancel: () => (current = undefined),
        speak: (u: Utterance) => {
          spoken.push(u.text)
          current = u
          u.onstart?.()
        }
      })
    })
  })
  await page.reload()
  await new Shell(page).ready()
  await reader.ready('Voices')
  const lit = (...sentences: string[]): Promise<void> =>
    expect.poll(() => reader.paintedAs('spoken')).toEqual(sentences)
  await page.keyboard.press('r')
  await lit('The first sentence.')
  await saidIt()
  await lit('The second one.')
  await page.keyboard.press('Escape')
  await lit()
  // Again from the first line on screen, to the end.
  await button.click()
  for (const sentence of ['The first sentence.', 'The second one.', 'The third stands alone.']) {
    await lit(sentence)
    await saidIt()
  }
  await lit()
  expect(await page.evaluate(() => (window as unknown as { spoken: string[] }).spoken.at(-1))).toBe(
    'The third stands alone.'
  )
})
