/** `backup`, `restore`, `compact` of the command line over the real core. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../../../src/cli/run'
import { realProgram } from './real-core'

let base = ''
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'carrel-cli-backup-'))
  await writeFile(join(base, 'tides.md'), '# Tides\n\nSpring tides come twice a month.')
  await writeFile(join(base, 'kelp.md'), '# Kelp\n\nForests under water.')
})
afterEach(async () => {
  await rm(base, { recursive: true, force: true })
})

async function carrel(
  ...args: string[]
): Promise<{ exit: number; out: Record<string, unknown>[]; err: string }> {
  let out = ''
  let err = ''
  const terminal = {
    out: async (text: string) => void (out += text),
    err: (text: string) => void (err += `${text}\n`),
    stdin: (async function* () {})(),
    stopped: async () => undefined
  }
  const exit = await run(['--json', ...args], terminal, realProgram(join(base, 'library')))
  const lines = out.split('\n').filter((line) => line !== '')
  return { exit, out: lines.map((line) => JSON.parse(line) as Record<string, unknown>), err }
}

test('a library goes into a file and comes back from it; the file stays what it was', async () => {
  const file = join(base, 'mine.tar.gz')
  await carrel('add', join(base, 'tides.md'))
  expect(await carrel('backup', file)).toMatchObject({
    exit: 0,
    out: [{ ok: true, articles: 1, missing: [] }]
  })
  await carrel('add', join(base, 'kelp.md'))
  const compared = await carrel('restore', file, '--compare')
  expect(compared.out[0]).toMatchObject({ ok: true, kinds: { articles: { here: 2, there: 1, onlyHere: 1 } } })
  expect((await carrel('articles')).out).toHaveLength(2)
  const restored = await carrel('restore', file)
  expect(restored).toMatchObject({ exit: 0, out: [{ ok: true, missingFiles: 0 }] })
  expect(restored.err).toMatch(/articles\s+here 2, in the backup 1/)
  expect((await carrel('articles')).out).toMatchObject([{ title: 'Tides' }])
  expect((await carrel('verify')).exit).toBe(0)
  // What was there before the restore is kept.
  expect((await readdir(join(base, 'library/backups'))).some((name) => name.includes('before-restore'))).toBe(
    true
  )
  // Nothing but the file itself is left beside it.
  expect((await readdir(base)).sort()).toEqual(['kelp.md', 'library', 'mine.tar.gz', 'tides.md'])
})

test('mistakes are named, and nothing is changed', async () => {
  await carrel('add', join(base, 'tides.md'))
  expect(await carrel('restore', join(base, 'kelp.md'))).toMatchObject({
    exit: 1,
    err: expect.stringMatching(/^This file cannot be restored\..*Nothing was changed\.\n$/) as string
  })
  expect((await carrel('restore', join(base, 'nothing.tar.gz'))).exit).toBe(1)
  expect((await carrel('restore')).exit).toBe(2)
  expect((await carrel('backup')).exit).toBe(2)
  expect((await carrel('backup', join(base, 'no/such/folder/x.tar.gz'))).exit).toBe(1)
  expect((await carrel('restore', 'x', '--missing', '--article', 'y')).exit).toBe(2)
  expect((await carrel('articles')).out).toHaveLength(1)
})

test('compact tidies up', async () => {
  await carrel('add', join(base, 'tides.md'))
  expect(await carrel('compact')).toMatchObject({ exit: 0, out: [{ ok: true, moved: 0, removed: 0 }] })
})
