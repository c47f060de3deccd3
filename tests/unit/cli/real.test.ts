/** The commands over the real core: what one run saves, the next finds. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { runCli, type Ran } from './fake'
import { realProgram } from './real-core'

let dir: string
const carrel = (argv: string[], stdin = ''): Promise<Ran> =>
  runCli(realProgram(join(dir, 'library')), ['--json', ...argv], stdin)
const at = (name: string): string => join(dir, name)

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64'
)
const PAGE = `<!doctype html><html lang="en"><head><title>Small steps away from denial</title>
<meta name="author" content="Mary Roe"><meta property="article:published_time" content="2024-05-01T10:00:00Z">
</head><body><article><h1>Small steps away from denial</h1>
${'<p>Attention is a habit, and habits are kept by small steps rather than by great resolutions. '.repeat(4)}</p>
<p>The quick brown psychologist noted this once.</p><img src="page_files/dot.png" alt="dot">
<script>document.title = 'x'</script></article></body></html>`

const receipt = z.object({
  input: z.string(),
  status: z.enum(['added', 'duplicate', 'failed']),
  id: z.string().optional(),
  missing: z.array(z.string()),
  message: z.string().optional()
})

let page = ''
let memo = ''
let adding: Ran

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'carrel-cli-'))
  await mkdir(at('in/page_files'), { recursive: true })
  await mkdir(at('in/deeper'))
  await writeFile(at('in/page.html'), PAGE)
  await writeFile(at('in/page_files/dot.png'), PNG)
  await writeFile(
    at('in/deeper/memo.md'),
    '---\ntags: [a, b]\n---\n# Memo\n\nA note on *method* and on evidence.\n'
  )
  await writeFile(at('in/broken.pdf'), '%PDF-1.4')
  adding = await carrel(['add', at('in'), at('in/broken.pdf'), at('gone.html'), '--tag', 'ch2/for'])
  const receipts = adding.json.map((r) => receipt.parse(r))
  page = receipts.find((r) => r.input.endsWith('page.html'))?.id ?? ''
  memo = receipts.find((r) => r.input.endsWith('memo.md'))?.id ?? ''
}, 60_000)
afterAll(() => rm(dir, { recursive: true, force: true }))

describe('what was added', () => {
  it('has a receipt each; what failed is named, with the reason, and makes the exit code 1', () => {
    expect(adding.exit).toBe(1)
    const receipts = adding.json.map((r) => receipt.parse(r))
    expect(receipts.map((r) => [r.input, r.status]).sort()).toEqual(
      [
        [at('in/page.html'), 'added'],
        [at('in/deeper/memo.md'), 'added'],
        // Once in its folder, once by name.
        [at('in/broken.pdf'), 'failed'],
        [at('in/broken.pdf'), 'failed'],
        [at('gone.html'), 'failed']
      ].sort()
    )
    for (const r of receipts.filter((one) => one.status === 'failed'))
      expect(adding.err).toContain(`${r.input}: ${r.message}`)
  })

  it('is listed, shown, and kept with its image', async () => {
    expect((await carrel(['articles'])).json).toHaveLength(2)
    const [shown] = (await carrel(['show', page])).json
    expect(shown).toMatchObject({
      id: page,
      title: 'Small steps away from denial',
      authors: ['Mary Roe'],
      issued: '2024-05-01',
      tags: ['ch2/for'],
      citekey: 'roeSmallStepsAway2024'
    })
    const html = (await runCli(realProgram(at('library')), ['show', page, '--html'])).out
    expect(html).toContain('<img')
    expect(html).not.toContain('<script')
    const text = (await runCli(realProgram(at('library')), ['show', page, '--text'])).out
    expect(text).toContain('The quick brown psychologist noted this once.\n')
    const md = (await runCli(realProgram(at('library')), ['show', memo, '--md'])).out
    expect(md).toContain('A note on *method* and on evidence.')
  })

  it('is known when it comes again', async () => {
    const ran = await carrel(['add', at('in/page.html'), '-'], 'Just some text from a pipe.')
    expect(ran.exit).toBe(0)
    expect(ran.json).toMatchObject([
      { input: at('in/page.html'), status: 'duplicate', id: page },
      { input: '-', status: 'added' }
    ])
  })

  it('is found misspelt', async () => {
    const ran = await carrel(['search', '--stdin'], 'quick psycologist\nresolutoins\n')
    expect(ran.json).toMatchObject([
      { query: 'quick psycologist', hits: [{ id: page, field: 'body' }] },
      { query: 'resolutoins', hits: expect.arrayContaining([expect.objectContaining({ id: page })]) }
    ])
    expect((await carrel(['articles', '--query', 'evidence method'])).json).toMatchObject([{ id: memo }])
  })
})

describe('a day of edits', () => {
  it('in one batch, every answer after its edit, all there in the next process', async () => {
    const lines = [
      ['note', page, 'Compare with *Dewey*.'],
      ['tag', page, memo, '+ch2/against', '-CH2/For'],
      ['list', 'Ch. 2', '--create', '--add', memo, '--add', page, '--why', 'Because.', '--section', 'One'],
      [
        'highlight',
        page,
        '--quote',
        'habits are kept by small steps rather than by great resolutions. Attention is a habit'
      ],
      ['highlight', page, '--quote', 'The quick brown psychologist', '--color', 'rose', '--note', '- first'],
      ['highlight', page, '--quote', 'not in there'],
      ['export', '--list', 'ch. 2', '--format', 'text']
    ]
    const ran = await carrel(['batch'], lines.map((l) => JSON.stringify(l)).join('\n'))
    expect(ran.json).toMatchObject([
      { text: 'Compare with *Dewey*.', article: page },
      { answers: [{ tags: ['ch2/against'] }, { tags: ['a', 'b', 'ch2/against'] }] },
      { name: 'Ch. 2', entries: [{ article: memo, why: 'Because.', section: 'One' }, { article: page }] },
      { error: { code: 'CONFLICT' } },
      { color: 'rose', note: '- first', quote: { exact: 'The quick brown psychologist' } },
      { error: { code: 'NOT_FOUND' } },
      { text: expect.stringContaining('Roe, Mary (1 May 2024).') }
    ])
    const [shown] = (await carrel(['show', page])).json
    expect(shown).toMatchObject({
      tags: ['ch2/against'],
      lists: ['Ch. 2'],
      notes: [{ text: 'Compare with *Dewey*.' }],
      highlights: [{ quote: 'The quick brown psychologist', color: 'rose', note: '- first' }]
    })
  })

  it('is exported to a file that LaTeX can read, the same each time', async () => {
    const file = at('thesis.bib')
    const first = await carrel(['export', '--list', 'Ch. 2', '--format', 'biblatex', '-o', file])
    expect(first.json).toMatchObject([{ file, entries: 2, warnings: [] }])
    const bytes = await readFile(file)
    expect(bytes.toString()).toContain('@online{roeSmallStepsAway2024,')
    await carrel(['export', '--list', 'Ch. 2', '--format', 'biblatex', '-o', file])
    expect(await readFile(file)).toEqual(bytes)
  })

  it('is exported by its tag, with its text and picture; not over what somebody changed since', async () => {
    const tagged = (await carrel(['export', '--tag', 'ch2/against', '--format', 'csv'])).out
    expect(tagged).toContain('Small steps away from denial')
    expect((await carrel(['export', '--tag', 'nowhere', '--format', 'csv'])).exit).toBe(1)
    expect((await carrel(['export', '--filter', 'No such', '--format', 'csv'])).err).toContain('no filter')
    const book = at('desk.epub')
    const argv = ['export', page, '--include', 'text', '-o', book]
    expect(await carrel(argv)).toMatchObject({ exit: 0, err: '' })
    const inside = Object.keys(unzipSync(await readFile(book)))
    expect(inside.some((name) => /^book\/images\/[0-9a-f]{64}\.png$/.test(name))).toBe(true)
    await writeFile(book, 'mine')
    expect((await carrel(argv)).err).toContain('--force')
    expect(await readFile(book, 'utf8')).toBe('mine')
    expect((await carrel([...argv, '--force'])).exit).toBe(0)
  })

  it('leaves a sound library', async () => {
    const ran = await carrel(['verify'])
    expect(ran.json).toMatchObject([
      { ok: true, articles: 3, annotations: 1, notes: 1, lists: 1, problems: [] }
    ])
    expect(ran.exit).toBe(0)
  })
})
