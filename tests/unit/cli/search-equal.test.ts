/** `carrel search --stdin --json` answers what the search page is answered, query by query, in one process. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { USUAL_HITS } from '#shared/contract/search'
import { seeded } from '../search/helpers/random'
import { runCli } from './fake'
import { openCore, realProgram } from './real-core'

const random = seeded(7)
const WORDS =
  'attention habit resolution denial Müller Straße small steps evidence method quick psychologist despair kitab noted reading close argument theory margin passage'.split(
    ' '
  )
const words = (n: number): string => Array.from({ length: n }, () => random.pick(WORDS)).join(' ')
const running = { signal: new AbortController().signal, progress: () => undefined }

let dir: string
const carrel = (argv: string[], stdin = ''): ReturnType<typeof runCli> =>
  runCli(realProgram(join(dir, 'library')), ['--json', ...argv], stdin)
/** A step of the preparation: what it printed, if it went well. */
async function done(argv: string[]): Promise<unknown[]> {
  const ran = await carrel(argv)
  if (ran.exit !== 0) throw new Error(`${argv.join(' ')} ended with ${ran.exit}: ${ran.err}`)
  return ran.json
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'carrel-cli-search-'))
  await mkdir(join(dir, 'in'))
  for (let k = 0; k < 30; k++) {
    const paragraphs = Array.from({ length: 6 }, () => words(24)).join('.\n\n')
    const head = `---\ntags: [${k % 2 ? 'ch1' : 'ch2/for'}]\nyear: ${1990 + k}\n---\n`
    await writeFile(join(dir, `in/${k}.md`), `${head}# ${words(4)} ${k}\n\n${paragraphs}.\n`)
  }
  const [added] = await done(['add', join(dir, 'in')])
  await done(['note', z.object({ id: z.string() }).parse(added).id, 'Compare with *Dewey*, שבירת הרגל.'])
}, 60_000)
afterAll(() => rm(dir, { recursive: true, force: true }))

const QUERIES = [
  ...Array.from({ length: 40 }, (_, k) => words(1 + (k % 5))),
  'atention habitt',
  'muller strasse',
  '  small steps  ',
  '"small steps" -despair',
  'tag:ch2 evidence',
  'tag:ch1',
  'year:1995..2005 -"close reading" method',
  '-habit',
  'frobnicate:7 habit',
  'note:dewey',
  'dewy compare',
  'הרגל',
  'is:nonsense',
  '"open quote',
  '\u202e\u200f مرجع 中文',
  'zzzzqqqq',
  ''
]

describe('search --stdin', () => {
  for (const sort of ['relevance', 'date', 'state'] as const)
    it(`answers as the page, sorted by ${sort}`, async () => {
      const core = await openCore(join(dir, 'library'))
      await core.searchReady()
      const expected: object[] = []
      for (const typed of QUERIES) {
        const query = typed.trim()
        // As use-search.ts asks: nothing for an empty box.
        const { hits, complete, notes, parts } =
          query === ''
            ? { hits: [], complete: true, notes: [], parts: [] }
            : await core.handlers['search.query'](
                { query, limit: USUAL_HITS, sort, caller: 'page-test' },
                running
              )
        expected.push({ query: typed, hits, complete, notes, parts })
      }
      await core.close()
      const ran = await carrel(['search', '--stdin', '--sort', sort], `${QUERIES.join('\n')}\n`)
      expect(ran.exit).toBe(0)
      const answers = ran.json.map((line) => {
        const { ms: _took, ...rest } = z.looseObject({ ms: z.number().min(0) }).parse(line)
        return rest
      })
      expect(answers).toEqual(expected)
      expect(
        expected.filter((e) => 'hits' in e && Array.isArray(e.hits) && e.hits.length > 20).length
      ).toBeGreaterThan(20)
    }, 60_000)

  it('answers a query that is refused with the reason, and goes on', async () => {
    const ran = await carrel(['search', '--stdin'], `habit\n${'x '.repeat(6000)}\nmethod\n`)
    expect(ran.exit).toBe(1)
    expect(ran.json).toHaveLength(3)
    expect(ran.json[1]).toMatchObject({ hits: [], error: expect.stringMatching(/./) })
    expect(ran.json[2]).toMatchObject({ query: 'method', hits: expect.arrayContaining([expect.anything()]) })
  })
})
