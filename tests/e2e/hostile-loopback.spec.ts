/** The hostile article fires when nothing protects it, so the tests that it does not have teeth. */
import { hostileArticle } from '../fixtures/hostile-article'
import { canary } from './support/canary'
import { expect, test } from './support/fixtures'
import { openSinkhole } from './support/sinkhole'

test('the hostile page runs and asks for much in a plain browser page', async ({ carrel }) => {
  const sink = await openSinkhole()
  const plain = await carrel.page.context().browser()?.newPage()
  if (!plain) throw new Error('There is no browser to open a plain page in.')
  await plain.setContent(hostileArticle(sink.origin))
  await expect.poll(() => sink.heard.length, { timeout: 20_000 }).toBeGreaterThan(5)
  expect(await canary(plain)).not.toEqual([])
  await plain.close()
  await sink.close()
})
