// Highlights on changed texts: how many quotations come back at their own words, at wrong ones, at none; beside the
// stored offsets alone and the exact words alone, over the same edits. Counts, not times: every run gives the same.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { importSource, root } from './lib/bundle.mjs'

const QUOTES = 1000
const PAGES = join(root, '../shared/data/readability/test-pages')

export async function run({ log }) {
  const bench = await importSource('tests/bench/lib/anchoring.ts', 'anchoring')
  const prose = await importSource('tests/bench/lib/prose.ts', 'prose')
  const sources = [
    ['English, sample library', bench.tokenise(sample(), 'en')],
    ['German, essay', bench.tokenise(prose.german, 'de')],
    ['Arabic, essay', bench.tokenise(prose.arabic, 'ar')],
    ['Chinese, essay', bench.tokenise(prose.chinese, 'zh')],
    ...['en', 'de', 'ar', 'zh'].map((l) => [`${l}, word lists`, bench.generated(l)])
  ]
  if (existsSync(PAGES))
    for (const page of pages()) sources.push(['English, saved web pages', bench.tokenise(page, 'en'), 60])
  else log('../shared/data is not here: saved web pages are left out')
  const rows = sources.flatMap(([name, source, count = QUOTES], i) =>
    bench.measure(name, source, count, 11 + i)
  )
  const edits = [...new Set(rows.map((r) => r.edit))]
  const share = (n, of) => `${((n / of) * 100).toFixed(2)} %`
  for (const edit of edits) {
    const of = rows.filter((r) => r.edit === edit)
    const quotes = of.reduce((n, r) => n + r.quotes, 0)
    log(`${edit}: ${quotes} quotations`)
    for (const method of Object.keys(of[0].methods)) {
      const sum = { right: 0, wrong: 0, unplaced: 0, gone: 0 }
      for (const r of of) for (const key of Object.keys(sum)) sum[key] += r.methods[method][key]
      log(
        `  ${method.padEnd(17)} right ${share(sum.right, quotes)}, wrong ${share(sum.wrong, quotes)} (${sum.wrong}), unplaced ${sum.unplaced}, words gone ${sum.gone}`
      )
    }
  }
  log('Carrel by text: right, wrong, unplaced')
  for (const text of new Set(rows.map((r) => r.text)))
    for (const edit of edits) {
      const of = rows.filter((r) => r.text === text && r.edit === edit)
      const sum = (key) => of.reduce((n, r) => n + r.methods.Carrel[key], 0)
      const quotes = of.reduce((n, r) => n + r.quotes, 0)
      if (sum('wrong') + sum('unplaced') > 0)
        log(
          `  ${text}, ${edit}: ${share(sum('right'), quotes)}, ${share(sum('wrong'), quotes)}, ${sum('unplaced')} of ${quotes}`
        )
    }
}

function sample() {
  const folder = join(root, 'resources/sample')
  return readdirSync(folder)
    .filter((f) => f.endsWith('.md'))
    .map((f) => readFileSync(join(folder, f), 'utf8').replace(/^---[\s\S]*?---/, ''))
    .join('\n')
}

/** The texts of saved pages, paragraphs by the closing tags; pages made of filler are left out. */
function pages() {
  return readdirSync(PAGES)
    .map((d) => join(PAGES, d, 'expected.html'))
    .filter((f) => existsSync(f))
    .map((f) =>
      readFileSync(f, 'utf8')
        .replace(/\s+/g, ' ')
        .replace(/<\/(p|h\d|li|pre|blockquote|td)>/g, '\n')
        .replace(/<[^>]*>/g, '')
        .replace(/&(?:#\d+|\w+);/g, ' ')
    )
    .filter((text) => text.length > 6000 && !/lorem|ipsum dolor/i.test(text))
    .slice(0, 40)
}
