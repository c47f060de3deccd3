/** The command line finds what the page finds: the same passages, marks and scores, in the same order. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { runCli } from './fake'
import { openCore, realProgram } from './real-core'

const answers = z.array(z.object({ query: z.string(), hits: z.array(z.record(z.string(), z.unknown())) }))

const QUERIES = [
  'habit',
  'smal stepps evry evening',
  '"small steps"',
  'steps -evening',
  'tag:method',
  'note:dewey',
  'year:1990..1995 evening',
  'is:unread',
  'hobby:chess steps',
  'zzzzqqqq',
  'הרגל',
  ''
]

it('answers every query as the page does', { timeout: 60_000 }, async () => {
  const dir = await mkdtemp(join(tmpdir(), 'carrel-same-'))
  const library = join(dir, 'library')
  try {
    const files = await Promise.all(
      Array.from({ length: 25 }, async (_, k) => {
        const file = join(dir, `a${k}.md`)
        const paragraphs = ['one', 'two', 'three', 'four'].map(
          (n) => `Part ${n} of ${k}: a habit is kept by small steps, taken every evening.`
        )
        await writeFile(
          file,
          `---\ndate: ${1980 + k}\ntags: [${k % 2 ? 'method' : 'other'}]\n---\n# Habits ${k}\n\n${paragraphs.join('\n\n')}\n\nשבירת הרגל\n`
        )
        return file
      })
    )
    const cli = (argv: string[], stdin = ''): ReturnType<typeof runCli> =>
      runCli(realProgram(library), ['--json', ...argv], stdin)
    const added = await cli(['add', ...files])
    const first = z.object({ id: z.string() }).parse(added.json[0])
    await cli(['note', first.id, 'Compare with *Dewey*.'])

    const ran = await cli(['search', '--stdin'], QUERIES.join('\n') + '\n')
    const printed = answers.parse(ran.json)
    expect(printed.map((a) => a.query)).toEqual(QUERIES)
    // More than the twenty that the command once stopped at.
    expect(printed[0]?.hits).toHaveLength(50)

    const core = await openCore(library)
    try {
      await core.searchReady()
      for (const [k, query] of QUERIES.entries()) {
        // As the page asks: with its box, and in its usual order.
        const shown = await core.handlers['search.query'](
          { query, limit: 50, sort: 'relevance', caller: 'page-1' },
          { signal: new AbortController().signal, progress: () => {} }
        )
        const hits = shown.hits.map(({ authors: _a, issued: _i, ...hit }) => hit)
        expect([query, printed[k]?.hits]).toEqual([query, hits])
      }
    } finally {
      await core.close()
    }
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
})
