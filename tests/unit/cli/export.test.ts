import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { CoreHandlers } from '#shared/contract/index'
import { settingDefaults, settingSchemas } from '#shared/contract/settings'
import { fakeProgram, runCli } from './fake'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'carrel-export-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const asked: unknown[] = []
let written: Record<string, string> = {}
const exporting: Partial<CoreHandlers> = {
  'settings.all': async () => ({ ...settingDefaults, written }),
  'settings.set': async ({ name, value }) => {
    expect(name).toBe('written')
    written = settingSchemas.written.parse(value)
    return {}
  },
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
    include: { why: false, notes: false, highlights: true, tags: true, text: false }
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

it('does not write over what somebody else changed, unless told to', async () => {
  const file = join(dir, 'thesis.bib')
  const argv = ['export', '--all', '-o', file]
  expect((await runCli(fakeProgram(exporting), argv)).exit).toBe(0)
  await writeFile(file, '@book{by hand}')
  const refused = await runCli(fakeProgram(exporting), argv)
  expect(refused.exit).toBe(1)
  expect(refused.err).toContain('was changed since it was exported last')
  expect(await readFile(file, 'utf8')).toBe('@book{by hand}')
  expect((await runCli(fakeProgram(exporting), [...argv, '--force'])).exit).toBe(0)
  expect(await readFile(file, 'utf8')).toBe('@book{é}\n')
})
