/** Text and fields against Readability's own pages. Home ground for the library below, so the bar is high. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readArticleText } from '#shared/domain/article-text'
import { parseBody } from '#core/capture/html/nodes'
import { importSource } from '#core/capture/importers/importers'
import { parse5Tree } from '#core/capture/parse5-tree'
import { shared, sharedHas } from './support'

const present = sharedHas('data/readability/test-pages')
const pages = join(shared, 'data/readability/test-pages')

function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}
function tokenF1(expected: string, actual: string): number {
  const counts = new Map<string, number>()
  const [a, b] = [words(expected), words(actual)]
  for (const word of a) counts.set(word, (counts.get(word) ?? 0) + 1)
  let shared = 0
  for (const word of b) {
    const left = counts.get(word) ?? 0
    if (left > 0) shared += 1
    counts.set(word, left - 1)
  }
  return a.length + b.length === 0 ? 1 : (2 * shared) / (a.length + b.length)
}
const folded = (text: string | null | undefined): string => words(text ?? '').join(' ')

describe.skipIf(!present)(
  `pages of Readability${present ? '' : ' (skipped: no shared/data/readability here)'}`,
  () => {
    it('are read as well as by the library itself', () => {
      const scores: { name: string; f1: number }[] = []
      const titles = { right: 0, all: 0 }
      const dates = { right: 0, all: 0 }
      for (const name of readdirSync(pages)) {
        const read = (file: string): Buffer => readFileSync(join(pages, name, file))
        const expected = readArticleText(parseBody(read('expected.html').toString('utf8')), parse5Tree).text
        const draft = importSource({
          bytes: new Uint8Array(read('source.html')),
          format: 'html',
          url: 'http://fakehost/test/page.html',
          extraction: 'article'
        })
        scores.push({ name, f1: tokenF1(expected, draft.text) })
        const said = JSON.parse(read('expected-metadata.json').toString('utf8')) as {
          title: string | null
          publishedTime: string | null
        }
        titles.all += 1
        // The site's name after the title is a choice, not an error.
        if (folded(said.title).startsWith(folded(draft.fields.title))) titles.right += 1
        if (said.publishedTime !== null) {
          dates.all += 1
          if (draft.fields.issued === said.publishedTime.slice(0, 10)) dates.right += 1
        }
      }
      const mean = scores.reduce((sum, { f1 }) => sum + f1, 0) / scores.length
      const worst = scores.reduce((a, b) => (b.f1 < a.f1 ? b : a))
      console.info(
        `token-F1 over ${scores.length} pages: mean ${mean.toFixed(4)}, worst ${worst.f1.toFixed(3)} (${worst.name}); ` +
          `titles ${titles.right}/${titles.all}, dates ${dates.right}/${dates.all}`
      )
      expect(scores.length).toBeGreaterThan(100)
      expect(mean).toBeGreaterThan(0.99)
      expect(worst.f1).toBeGreaterThan(0.9)
      expect(titles.right / titles.all).toBeGreaterThan(0.93)
      expect(dates.right / dates.all).toBeGreaterThan(0.95)
    }, 120_000)
  }
)
