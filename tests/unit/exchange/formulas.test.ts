/** Formulas in notes, exported: their source is whole in every format, and Markdown's readers still take it for a formula. */
import { expect, it } from 'vitest'
import type { ExportFormat } from '#shared/contract/exchange'
import { aNote, anArticle } from './library'
import { readMarkdown, textOf } from './read-back'
import { runExport, squash } from './run-export'

const NOTE = [
  'So $a_1*b_2*c_3$ holds, at $5 or $10, and [[Walden|the pond]] says',
  '',
  '$$\\begin{aligned} x &< y \\\\',
  'z &= \\|w\\| % by hand',
  '\\end{aligned}$$',
  '',
  '| in a table |',
  '|---|',
  '| $|x|$ |',
  '',
  '`$code_1$` and $<script>alert(1)</script>$'
].join('\n')

const exported = async (format: ExportFormat): Promise<string> => {
  const article = anArticle({ title: 'One' })
  return (await runExport({ articles: [article], notes: [aNote(article, NOTE)] }, { kind: 'all' }, format))
    .text
}

it.each<ExportFormat>(['text', 'docx', 'rtf'])('%s has them as they were typed', async (format) => {
  if (format === 'rtf') return expect(await exported(format)).toContain('$a_1*b_2*c_3$')
  const text = squash(await exported(format))
  for (const said of [
    '$a_1*b_2*c_3$ holds, at $5 or $10, and the pond says',
    '$$\\begin{aligned} x &< y \\\\ z &= \\|w\\| \\end{aligned}$$',
    '$|x|$',
    '$code_1$ and $<script>alert(1)</script>$'
  ])
    expect(text).toContain(said)
})

it('html has them as text', async () => {
  const html = await exported('html')
  expect(html).toContain('$a_1*b_2*c_3$ holds')
  expect(html).not.toContain('<script')
})

it('markdown has them as formulas, and as nothing else where formulas are not known', async () => {
  const markdown = await exported('markdown')
  expect(markdown).toContain('So $a_1*b_2*c_3$ holds, at \\$5 or \\$10')
  expect(markdown).toContain('$$\\begin{aligned} x &< y \\\\ z &= \\|w\\| \\end{aligned}$$')
  const read = readMarkdown(markdown)
  expect(read.some((e) => ['script', 'img', 'a'].includes(e.tagName))).toBe(false)
  expect(read.filter((e) => e.tagName === 'code').map(textOf)).toEqual(['$code_1$'])
})
