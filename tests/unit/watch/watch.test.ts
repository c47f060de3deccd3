import { mkdir, mkdtemp, readFile, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Arrival } from '#shared/contract/events'
import type { Article } from '#shared/contract/records'
import type { Core } from '#core/app'
import { openCore } from '../cli/real-core'

let base: string
let folder: string
let core: Core
let came: Arrival[]
const go = { signal: new AbortController().signal, progress: () => undefined }
const open = async (): Promise<void> => {
  core = await openCore(join(base, 'library'))
  came = []
  core.on('arrived', (arrival) => came.push(arrival))
}
const put = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text)
const story = (about: string): string =>
  `# About ${about}\n\nA short text about ${about}, long enough to be kept.\n`
const articles = async (): Promise<Article[]> => {
  const { ids } = await core.handlers['articles.list']({ view: { kind: 'all' }, sort: 'title' }, go)
  return Promise.all(ids.map((id) => core.handlers['articles.get']({ id }, go)))
}
const titles = async (): Promise<string[]> => (await articles()).map((a) => a.title)
const watch = (at: string | null = folder) => core.handlers['watch.set']({ folder: at }, go)
const settled = (expected: readonly string[]): Promise<void> =>
  vi.waitFor(async () => expect(await titles()).toEqual(expected), { timeout: 5000, interval: 30 })
/** Long enough for several looks. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 200))

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'carrel-watch-'))
  folder = join(base, 'inbox')
  await mkdir(folder)
  await open()
})
afterEach(async () => {
  await core.close()
  await rm(base, { recursive: true, force: true })
})

describe('the watched folder', () => {
  it('adds what lies in it and what comes, and leaves the files where they are', async () => {
    await put('one.md', story('one'))
    await watch()
    await settled(['About one'])
    await put('two.md', story('two'))
    await settled(['About one', 'About two'])
    expect(came.map((a) => [a.from, a.status, a.title])).toEqual([
      ['folder', 'added', 'About one'],
      ['folder', 'added', 'About two']
    ])
    expect((await core.handlers['watch.status']({}, go)).folder).toBe(folder)
  })

  it('passes over what is not finished, hidden, or no kind it knows', async () => {
    await put('half.md.crdownload', story('half'))
    await put('.hidden.md', story('hidden'))
    await put('data.sqlite', 'x')
    await put('empty.md', '')
    await watch()
    await pause()
    expect(await titles()).toEqual([])
    expect((await core.handlers['watch.status']({}, go)).failed).toEqual([])
    await rename(join(folder, 'half.md.crdownload'), join(folder, 'whole.md'))
    await settled(['About half'])
  })

  it('leaves alone what Carrel itself keeps up to date there', async () => {
    await put('one.md', story('one'))
    // Chosen first; the watched folder is chosen over it later, by another way there.
    const kept = { scope: { kind: 'all' as const }, options: { format: 'markdown' as const }, replace: false }
    await core.handlers['keep.add']({ ...kept, path: join(folder, 'library.md') }, go)
    await symlink(folder, join(base, 'way'))
    await watch(join(base, 'way'))
    await settled(['About one'])
    await vi.waitFor(async () =>
      expect(await readFile(join(folder, 'library.md'), 'utf8')).toContain('About one')
    )
    await pause()
    expect(await titles()).toEqual(['About one'])
    expect((await core.handlers['watch.status']({}, go)).failed).toEqual([])
  })

  it('waits until a file has come to rest', async () => {
    await watch()
    const growing = setInterval(() => void put('slow.md', story('slow') + 'x'.repeat(Math.random() * 1e5)), 5)
    await pause()
    expect(await titles()).toEqual([])
    clearInterval(growing)
    await settled(['About slow'])
  })

  it('takes the pictures that a browser saved beside a page', async () => {
    const png =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
    await mkdir(join(folder, 'Seite-Dateien'))
    await writeFile(join(folder, 'Seite-Dateien', 'bild.png'), Buffer.from(png, 'base64'))
    const words = 'Ein Absatz, der lang genug ist, um kein Menü zu sein, mit Kommas und einem Punkt. '.repeat(
      6
    )
    await put(
      'Seite.html',
      `<title>Seite</title><article><h1>Seite</h1><p>${words}</p><img src="Seite-Dateien/bild.png" alt="Bild"><p>${words}</p></article>`
    )
    await watch()
    await settled(['Seite'])
    expect((await articles())[0]?.snapshots[0]?.images).toHaveLength(1)
  })

  it('goes on after a restart without doubling anything, and notices what came meanwhile', async () => {
    await put('one.md', story('one'))
    await watch()
    await settled(['About one'])
    await core.close()
    await put('two.md', story('two'))
    // Old files that are moved in are new here.
    await utimes(join(folder, 'two.md'), new Date(0), new Date(0))
    await open()
    await settled(['About one', 'About two'])
    await pause()
    expect(await titles()).toHaveLength(2)
  })

  it('tells what could not be added, and tries it again when it changes', async () => {
    await put('bad.pdf', 'no pdf at all')
    await watch()
    await vi.waitFor(async () =>
      expect((await core.handlers['watch.status']({}, go)).failed.map((f) => f.name)).toEqual(['bad.pdf'])
    )
    expect(came[0]).toMatchObject({ status: 'failed', title: 'bad.pdf' })
    await rm(join(folder, 'bad.pdf'))
    await put('bad.md', story('good'))
    await settled(['About good'])
  })

  it('says that the folder is gone, and goes on when it is back', async () => {
    await watch()
    await rename(folder, `${folder}-away`)
    await vi.waitFor(async () =>
      expect((await core.handlers['watch.status']({}, go)).problem).toContain('cannot be read')
    )
    await rename(`${folder}-away`, folder)
    await put('back.md', story('back'))
    await settled(['About back'])
    expect((await core.handlers['watch.status']({}, go)).problem).toBeUndefined()
  })

  it('stops when it is told to', async () => {
    await watch()
    expect((await watch(null)).folder).toBeUndefined()
    await put('late.md', story('late'))
    await pause()
    expect(await titles()).toEqual([])
  })

  it.each([
    ['a path that is not whole', () => 'inbox', 'whole path'],
    ['the library itself', () => join(base, 'library'), 'own folder'],
    ['a folder that holds the library', () => base, 'own folder'],
    ['what is not there', () => join(base, 'nowhere'), 'no such folder']
  ])('refuses %s', async (_, path, sentence) => {
    await expect(watch(path())).rejects.toThrow(sentence)
  })
})
