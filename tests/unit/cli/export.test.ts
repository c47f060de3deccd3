import { mkdtemp, readdir, readFile, rm, stat, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { CoreHandlers } from '#shared/contract/index'
import { fakeProgram, runCli } from './fake'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'carrel-export-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const asked: unknown[] = []
const exporting: Partial<CoreHandlers> = {
  'exchange.export': async (input) => {
    asked.push(input)
    return {
      fileName: 'x.bib',
      mime: 'text/plain',
      text: '@book{é}\n',
      entries: 1,
      warnings: ['Mind the é.']
    }
  }
}

it('prints the bytes and nothing else, warnings apart', async () => {
  const ran = await runCli(fakeProgram(exporting), ['export', '--list', 'Ch. 2', '--format', 'biblatex'])
  expect(ran).toMatchObject({ exit: 0, out: '@book{é}\n', err: 'Mind the é.\n' })
  expect(asked.at(-1)).toMatchObject({ format: 'biblatex', scope: { kind: 'list' } })
})

it('writes a file whole, tells its size in bytes, and leaves an unchanged file alone', async () => {
  const file = join(dir, 'thesis.bib')
  const argv = ['--json', 'export', '--all', '-o', file, '--include', 'tags,quotes']
  const ran = await runCli(fakeProgram(exporting), argv)
  expect(ran.json).toEqual([{ file, entries: 1, bytes: 10, warnings: ['Mind the é.'] }])
  expect(await readFile(file, 'utf8')).toBe('@book{é}\n')
  expect(await readdir(dir)).toEqual(['thesis.bib'])
  expect(asked.at(-1)).toEqual({
    scope: { kind: 'all' },
    format: 'biblatex',
    include: { why: false, notes: false, highlights: true, tags: true }
  })
  await utimes(file, 1, 1)
  await runCli(fakeProgram(exporting), argv)
  expect((await stat(file)).mtimeMs).toBe(1000)
})

it('says why a file cannot be written', async () => {
  const ran = await runCli(fakeProgram(exporting), ['export', '--all', '-o', join(dir, 'no', 'x.md')])
  expect(ran.exit).toBe(1)
  expect(ran.err).toContain('ENOENT')
})
