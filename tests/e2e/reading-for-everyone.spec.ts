/** Reading with other eyes and other hands: spoken highlights, wider spacing, the system's colours, no motion, hyphens. */
import { Shell } from './pages/shell'
import { expect, test } from './support/fixtures'
import { axeFindsNothing, openMarkdown } from './support/reading'

const LONG =
  'Wissenschaftliche Verzeichnisse beschreiben Aufzeichnungen verschiedener Lesegesellschaften außergewöhnlich sorgfältig.'
const GERMAN = `Die ersten Worte. ${LONG}\n\n${Array.from({ length: 6 }, () => LONG).join(' ')}`

test('the accessibility tree has every highlight with its colour, its words and its note', async ({
  page
}) => {
  const reader = await openMarkdown(page, 'Spoken', 'The room had twelve lamps.\n\nThe end of it.')
  await reader.highlight('twelve lamps', 'blue')
  await reader.writeNote('Count *again*.')
  const main = page.getByRole('main', { name: 'Reader' })
  await expect(main).toMatchAriaSnapshot(`
    - region "Spoken":
      - paragraph:
        - text: The room had
        - button "Highlight, blue, has note"
        - text: /twelve lamps end of highlight/
  `)
  await expect(main).toMatchAriaSnapshot(`
    - complementary "Notes":
      - article "Note on “twelve lamps”":
        - paragraph:
          - text: Count
          - emphasis: again
          - text: .
  `)
})

test('text spacing as WCAG 1.4.12 asks cuts nothing off', async ({ page }) => {
  const reader = await openMarkdown(page, 'Spacing', `${LONG}\n\n${LONG}`)
  await reader.highlight('Verzeichnisse', 'green')
  await reader.writeNote('A note that is long enough for two lines of the margin, and for a third.')
  const spacing =
    '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }'
  const cut = await page.evaluate((css) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    for (const el of document.querySelectorAll('*'))
      if (el.shadowRoot) el.shadowRoot.adoptedStyleSheets = [...el.shadowRoot.adoptedStyleSheets, sheet]
    const main = document.querySelector('main[data-pane=reader]')
    return [...(main?.querySelectorAll('h1, p, article, button') ?? [])]
      .filter((el) => {
        const { overflowX, overflowY } = getComputedStyle(el)
        const hidden = overflowX === 'hidden' || overflowY === 'hidden'
        return hidden && (el.scrollWidth > el.clientWidth + 2 || el.scrollHeight > el.clientHeight + 2)
      })
      .map((el) => el.outerHTML.slice(0, 120))
  }, spacing)
  expect(cut).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
})

test('forced colours and no motion: everything is there, and axe finds nothing', async ({ page }) => {
  const reader = await openMarkdown(page, 'Colours', 'The room had twelve lamps.\n\nThe end of it.')
  await reader.highlight('twelve lamps', 'rose')
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
  await expect.poll(() => reader.painted('rose')).toEqual(['twelve lamps'])
  await axeFindsNothing(page, 'forced colours')
  await reader.find('lamps')
  await expect(reader.findBar).toContainText('1 of 1')
  const moving = await page.evaluate(
    () => document.getAnimations().filter((a) => a.playState === 'running').length
  )
  expect(moving).toBe(0)
})

test('hyphens by language: the lines break, and offsets, find and copying do not see it', async ({
  page
}) => {
  const reader = await openMarkdown(page, 'Silben', GERMAN, 'de')
  await reader.highlight('Die ersten Worte', 'amber')
  await page.keyboard.press('Escape')
  const panel = await reader.openPanel('Appearance')
  await panel.getByRole('radio', { name: 'Always' }).click()
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect.poll(() => reader.text()).toContain('\u00ad')
  await expect.poll(() => reader.painted('amber')).toEqual(['Die ersten Worte'])
  await reader.find('außergewöhnlich')
  await expect(reader.findBar).toContainText('of 7')
  await page.keyboard.press('Escape')
  const copied = await reader.scroller.evaluate((el) => {
    const root = [...el.querySelectorAll('div')].find((d) => d.shadowRoot)?.shadowRoot
    const p = root?.querySelectorAll('p')[1]
    if (!p) return 'no paragraph'
    getSelection()?.selectAllChildren(p)
    const data = new DataTransfer()
    document.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, cancelable: true }))
    return data.getData('text/plain')
  })
  expect(copied).toContain('Wissenschaftliche Verzeichnisse beschreiben')
  expect(copied).not.toContain('\u00ad')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.reload()
  await new Shell(page).ready()
  await reader.ready('Silben')
  await expect.poll(() => reader.painted('amber')).toEqual(['Die ersten Worte'])
})
