/** Known-item search over 1,000 synthetic articles: how often the meant passage is among the first five. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, openSync, closeSync, readFileSync, renameSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { SearchService } from '#core/search/service'

const bench = resolve('../shared/bench/search')
const corpusFile = resolve('node_modules/.cache/carrel-bench/corpus-1000.jsonl')
const articleLine = z.object({
  id: z.string(),
  title: z.string(),
  authors: z.array(z.string()),
  year: z.number(),
  tags: z.array(z.string()),
  paragraphs: z.array(z.string()),
  notes: z.array(z.string())
})
const queryLine = z.object({
  q: z.string(),
  kind: z.string(),
  article: z.string(),
  p: z.number().optional(),
  n: z.number().optional()
})

function lines<T>(file: string, schema: z.ZodType<T>): T[] {
  const text = readFileSync(file, 'utf8').split('\n')
  return text.filter((line) => line !== '').map((line) => schema.parse(JSON.parse(line)))
}

function makeCorpus(): void {
  if (existsSync(corpusFile)) return
  mkdirSync(dirname(corpusFile), { recursive: true })
  const unfinished = `${corpusFile}.${process.pid}`
  const out = openSync(unfinished, 'w')
  execFileSync(process.execPath, [resolve(bench, 'make-corpus.mjs'), '1000'], {
    stdio: ['ignore', out, 'inherit']
  })
  closeSync(out)
  renameSync(unfinished, corpusFile)
}

/** Product ids sort by time of saving. */
const key = (id: string): string => `a${id.slice(1).padStart(6, '0')}`

it('finds the passage, however it is remembered', { timeout: 120_000 }, (context) => {
  context.skip(!existsSync(bench), 'the search benchmark (../shared/bench/search) is not on this machine')
  makeCorpus()
  const service = new SearchService(
    () => {},
    () => {}
  )
  for (const { id, title, authors, year, tags, paragraphs, notes } of lines(corpusFile, articleLine)) {
    const text = [title, ...authors, year, ...tags].join(' ')
    service.handle({ t: 'card', seq: 0, key: key(id), text, names: { title, authors, tags } })
    service.handle({ t: 'put', seq: 0, key: key(id), part: 'text', texts: paragraphs })
    notes.forEach((note, n) =>
      service.handle({ t: 'put', seq: 0, key: key(id), part: `note:${n}`, texts: [note] })
    )
  }
  while (service.index.tidy());
  const queries = lines(resolve(bench, 'queries-dev.jsonl'), queryLine)
  const missed = new Map<string, number>()
  let [first, found] = [0, 0]
  for (const { q, kind, article, p, n } of queries) {
    const hits = service.find(q, 10)
    const only = p === undefined && n === undefined
    const part = n === undefined ? 'text' : `note:${n}`
    const documents = [...new Set(hits.map((h) => h.key))]
    const rank = only
      ? documents.indexOf(key(article))
      : hits.findIndex((h) => h.key === key(article) && h.part === part && h.ordinal === (p ?? 0))
    if (rank === 0) first++
    if (rank >= 0 && rank < 5) found++
    else missed.set(kind, (missed.get(kind) ?? 0) + 1)
  }
  expect(queries).toHaveLength(546)
  expect(found / queries.length).toBeGreaterThanOrEqual(0.97)
  expect(first / queries.length).toBeGreaterThanOrEqual(0.91)
  // No kind of misremembering is hopeless.
  expect(Math.max(...missed.values())).toBeLessThanOrEqual(7)
})
