import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative, sep } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { companionsOf, inputsOf } from '../../../src/cli/inputs'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'carrel-inputs-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

async function put(...names: string[]): Promise<void> {
  for (const name of names) {
    await mkdir(dirname(join(dir, name)), { recursive: true })
    await writeFile(join(dir, name), name)
  }
}

it('walks folders by name, passing over hidden files, other kinds and the folders of saved pages', async () => {
  await put(
    'b.md',
    'a.HTML',
    'a_files/frame.html',
    'a_files/x.png',
    'sub/c.txt',
    'sub/d.odt',
    'sub/e.xls',
    '.git/e.md'
  )
  await put('lonely_files/f.html', 'Seite.htm', 'Seite-Dateien/g.html')
  await symlink(dir, join(dir, 'sub', 'loop'))
  const others: string[] = []
  const found: string[] = []
  for await (const input of inputsOf(dir, (path) => others.push(path))) found.push(relative(dir, input.input))
  expect(found).toEqual(
    ['Seite.htm', 'a.HTML', 'b.md', 'lonely_files/f.html', 'sub/c.txt', 'sub/d.odt'].map((p) =>
      p.split('/').join(sep)
    )
  )
  expect(others.map((o) => relative(dir, o))).toEqual([join('sub', 'e.xls'), join('sub', 'loop')])
})

it('gives a saved page the files beside it, without scripts and styles', async () => {
  await put('a.html', 'a_files/x.png', 'a_files/deep/y.gif', 'a_files/z.js', 'a_files/z.css', 'b_files/n.png')
  const { companions, left } = await companionsOf(join(dir, 'a.html'))
  expect(left).toBe(0)
  expect(companions.map((c) => c.name)).toEqual(['a_files/deep/y.gif', 'a_files/x.png'])
  expect(new TextDecoder().decode(await companions[1]?.bytes())).toBe('a_files/x.png')
  expect((await companionsOf(join(dir, 'b.md'))).companions).toEqual([])
})

it('tells addresses, standard input and files apart', async () => {
  await put('x')
  const kinds: string[] = []
  for (const given of ['https://example.org/a', '-', join(dir, 'x')])
    for await (const input of inputsOf(given, () => undefined)) kinds.push(input.kind)
  expect(kinds).toEqual(['url', 'stdin', 'file'])
})
