/** Files kept up to date, over a real library and real files. */
import { chmod, mkdir, mkdtemp, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LivingScope } from '#shared/contract/exchange'
import type { KeptFile } from '#shared/contract/keep'
import type { Core } from '#core/app'
import { keptRecords } from '#core/exchange/keep/kept-records'
import { concerns, touchedBy } from '#core/exchange/keep/touches'
import { runCli } from '../cli/fake'
import { openCore, realProgram } from '../cli/real-core'
import { openRoom } from '../services/room'
import { anArticle, recordsOf, T } from './library'

let base: string
let core: Core
const go = { signal: new AbortController().signal, progress: () => undefined }
const text = (path: string): Promise<string> => readFile(path, 'utf8')
const add = async (title: string): Promise<string> => {
  const body = `# ${title}\n\nA short text about ${title}, long enough to be kept.\n`
  const [made] = await core.capture(
    [
      { kind: 'file', name: `${title}.md`, bytes: async () => new TextEncoder().encode(body), companions: [] }
    ],
    { signal: go.signal }
  )
  if (made?.id === undefined) throw new Error(`not added: ${made?.message}`)
  return made.id
}
const files = async (): Promise<KeptFile[]> => (await core.handlers['keep.list']({}, go)).files
const only = async (): Promise<KeptFile> => {
  const [file, another] = await files()
  if (!file || another) throw new Error('not one file')
  return file
}
const keep = (scope: LivingScope, name = 'thesis/library.bib', replace = false): Promise<KeptFile> =>
  core.handlers['keep.add']({ scope, options: { format: 'biblatex' }, path: join(base, name), replace }, go)
const eventually = (check: () => Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 10_000, interval: 20 })
const written = (name = 'thesis/library.bib'): Promise<string> => text(join(base, name))
/** Longer than the longest rest. */
const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 500))

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'carrel-keep-'))
  await mkdir(join(base, 'thesis'))
  core = await openCore(join(base, 'library'))
})
afterEach(async () => {
  await core.close()
  await rm(base, { recursive: true, force: true })
})

describe('a file that is kept up to date', () => {
  it('is written at once, follows the library, and goes on after a restart', async () => {
    await add('One')
    await keep({ kind: 'all' })
    await eventually(async () => expect(await written()).toContain('title = {One}'))
    const two = await add('Two')
    await eventually(async () => expect(await written()).toContain('title = {Two}'))
    await eventually(async () => expect((await only()).written?.entries).toBe(2))
    await core.handlers['articles.trash']({ ids: [two] }, go)
    await eventually(async () => expect(await written()).not.toContain('title = {Two}'))
    await core.close()
    core = await openCore(join(base, 'library'))
    await add('Three')
    await eventually(async () => expect(await written()).toContain('title = {Three}'))
  })

  it('writes what is due before the library is closed', async () => {
    const one = await add('One')
    await keep({ kind: 'all' })
    await eventually(async () => expect(await written()).toContain('{One}'))
    await core.handlers['articles.trash']({ ids: [one] }, go)
    await add('Last')
    await core.close()
    expect(await written()).toContain('{Last}')
    core = await openCore(join(base, 'library'))
  })

  it('follows a list, a tag and a filter, and nothing else', async () => {
    const [one, two] = [await add('One'), await add('Two')]
    const list = (await core.handlers['lists.create']({ name: 'Ch. 2' }, go)).id
    const smart = (await core.handlers['smart.create']({ name: 'Methods', query: 'tag:method' }, go)).id
    await core.handlers['lists.add']({ id: list, articles: [one] }, go)
    await core.handlers['tags.apply']({ articles: [one], add: ['method/close'], remove: [] }, go)
    const [ofList, ofTag, ofFilter] = ['a.bib', 'b.bib', 'c.bib']
    await keep({ kind: 'list', list }, ofList)
    await keep({ kind: 'tag', tag: 'method' }, ofTag)
    await keep({ kind: 'smart', smart }, ofFilter)
    await eventually(async () => {
      for (const name of [ofList, ofTag, ofFilter]) expect(await written(name)).toContain('{One}')
    })
    expect((await files()).map((f) => f.of)).toEqual(['Ch. 2', '#method', 'Methods'])
    await core.handlers['tags.apply']({ articles: [two], add: ['method'], remove: [] }, go)
    await eventually(async () => {
      for (const name of [ofTag, ofFilter]) expect(await written(name)).toContain('{Two}')
    })
    expect(await written(ofList)).not.toContain('{Two}')
    await core.handlers['lists.add']({ id: list, articles: [two] }, go)
    await eventually(async () => expect(await written(ofList)).toContain('{Two}'))
  })

  it('follows its tag through renaming, moving, merging, undo and a restart', async () => {
    const [one, two] = [await add('One'), await add('Two')]
    await core.handlers['tags.apply']({ articles: [one], add: ['method/close'], remove: [] }, go)
    await core.handlers['tags.apply']({ articles: [two], add: ['reading'], remove: [] }, go)
    const smart = (await core.handlers['smart.create']({ name: 'Methods', query: 'tag:method/close' }, go)).id
    await keep({ kind: 'tag', tag: 'method/close' })
    const shows = (...titles: string[]): Promise<void> =>
      eventually(async () => {
        const now = await written()
        expect(['One', 'Two'].filter((t) => now.includes(`{${t}}`))).toEqual(titles)
      })
    await shows('One')
    // A tag above it gets another name; then it becomes one that is there already.
    await core.handlers['tags.rename']({ from: 'method', to: 'ways' }, go)
    expect((await only()).of).toBe('#ways/close')
    expect((await core.handlers['smart.list']({}, go)).find((s) => s.id === smart)?.query).toBe(
      'tag:ways/close'
    )
    await core.handlers['tags.rename']({ from: 'ways/close', to: 'reading' }, go)
    expect(await only()).toMatchObject({ of: '#reading', scope: { kind: 'tag', tag: 'reading' } })
    await shows('One', 'Two')
    await core.handlers['history.undo']({}, go)
    expect((await only()).of).toBe('#ways/close')
    await shows('One')
    await core.close()
    core = await openCore(join(base, 'library'))
    await core.handlers['tags.apply']({ articles: [two], add: ['ways/close'], remove: [] }, go)
    await shows('One', 'Two')
    const { id } = await only()
    await core.handlers['keep.remove']({ id }, go)
    await core.handlers['tags.rename']({ from: 'ways', to: 'method' }, go)
    expect(await files()).toEqual([])
  })

  it('is not written when only the reading place changed, and not again with the same bytes', async () => {
    const one = await add('One')
    await keep({ kind: 'all' })
    await eventually(async () => expect((await only()).written).toBeDefined())
    const before = await stat(join(base, 'thesis/library.bib'))
    const said = (await only()).written
    await core.handlers['articles.place']({ id: one, progress: 0.5, place: 3 }, go)
    await core.handlers['articles.mark']({ ids: [one], starred: true }, go)
    await rest()
    expect((await stat(join(base, 'thesis/library.bib'))).ino).toBe(before.ino)
    expect((await only()).written).toEqual(said)
  })

  it('that says how far the reading is follows the reading; another does not look again', async () => {
    const one = await add('One')
    const list = (await core.handlers['lists.create']({ name: 'Ch. 2' }, go)).id
    await core.handlers['lists.add']({ id: list, articles: [one] }, go)
    const share = { scope: { kind: 'list', list }, path: join(base, 'list.html'), replace: false } as const
    await core.handlers['keep.add']({ ...share, options: { format: 'html', progress: true } }, go)
    await eventually(async () => expect(await written('list.html')).toContain('>1 min</p>'))
    await core.handlers['articles.place']({ id: one, progress: 0.5, place: 3 }, go)
    await eventually(async () => expect(await written('list.html')).toContain('>1 min left</p>'))
    const before = anArticle({})
    const after = { ...before, progress: 0.5, place: 3, days: [{ day: '2026-11-24', words: 4 }] }
    const touched = touchedBy([{ collection: 'articles', id: before.id, before, after }])
    const store = recordsOf({ articles: [after] })
    expect(concerns(touched, { kind: 'all' }, { format: 'html' }, store)).toBe(false)
  })

  it('stops where somebody else changed the file, and goes on when told to write over it', async () => {
    await add('One')
    const { id } = await keep({ kind: 'all' })
    await eventually(async () => expect(await written()).toContain('{One}'))
    await writeFile(join(base, 'thesis/library.bib'), '% mine\n')
    await add('Two')
    await eventually(async () => expect((await only()).problem?.kind).toBe('changed'))
    expect((await only()).problem?.message).toContain('was changed since')
    expect(await written()).toBe('% mine\n')
    await add('Three')
    await rest()
    expect(await written()).toBe('% mine\n')
    const after = await core.handlers['keep.write']({ id, overwrite: true }, go)
    expect(after.problem).toBeUndefined()
    expect(await written()).toContain('{Three}')
  })

  it('says that the folder is gone or closed, and writes when it is back', async () => {
    await add('One')
    const { id } = await keep({ kind: 'all' })
    await eventually(async () => expect(await written()).toContain('{One}'))
    await rename(join(base, 'thesis'), join(base, 'elsewhere'))
    await add('Two')
    await eventually(async () =>
      expect((await only()).problem?.message).toMatch(/no folder .*thesis any more/)
    )
    await rename(join(base, 'elsewhere'), join(base, 'thesis'))
    expect((await core.handlers['keep.write']({ id, overwrite: false }, go)).problem).toBeUndefined()
    expect(await written()).toContain('{Two}')
    if (process.getuid?.() === 0) return // root may write anywhere
    await chmod(join(base, 'thesis'), 0o500)
    await add('Three')
    await eventually(async () => expect((await only()).problem?.message).toContain('may not be written'))
    await chmod(join(base, 'thesis'), 0o700)
  })

  it('is paused, moved and stopped, and the files stay', async () => {
    await add('One')
    const { id } = await keep({ kind: 'all' })
    await eventually(async () => expect(await written()).toContain('{One}'))
    await core.handlers['keep.change']({ id, paused: true, replace: false }, go)
    await add('Two')
    await rest()
    expect(await written()).not.toContain('{Two}')
    await core.handlers['keep.change']({ id, paused: false, replace: false }, go)
    await eventually(async () => expect(await written()).toContain('{Two}'))
    await core.handlers['keep.change']({ id, path: join(base, 'new.bib'), replace: false }, go)
    await eventually(async () => expect(await written('new.bib')).toContain('{Two}'))
    await core.handlers['keep.remove']({ id }, go)
    await add('Three')
    await rest()
    expect(await written('new.bib')).not.toContain('{Three}')
    expect(await written()).toContain('{Two}')
  })

  it('is not written while it is paused, not even what was due before', async () => {
    await add('One')
    const { id } = await keep({ kind: 'all' })
    await eventually(async () => expect(await written()).toContain('{One}'))
    await rename(join(base, 'thesis'), join(base, 'elsewhere'))
    await add('Two')
    // Now it is due again in a while.
    await eventually(async () => expect((await only()).problem?.kind).toBe('failed'))
    await core.handlers['keep.change']({ id, paused: true, replace: false }, go)
    await rename(join(base, 'elsewhere'), join(base, 'thesis'))
    await core.close()
    expect(await written()).not.toContain('{Two}')
    core = await openCore(join(base, 'library'))
  })

  it('fails again without a word: nothing new is saved', async () => {
    await add('One')
    const { id } = await keep({ kind: 'all' })
    await eventually(async () => expect(await written()).toContain('{One}'))
    await rename(join(base, 'thesis'), join(base, 'elsewhere'))
    await core.handlers['keep.write']({ id, overwrite: false }, go)
    let saved = 0
    const stop = core.on('changed', () => saved++)
    const again = await core.handlers['keep.write']({ id, overwrite: false }, go)
    stop()
    expect([again.problem?.kind, saved]).toEqual(['failed', 0])
  })

  it('of another version of Carrel, which this one cannot read, is left as it is', async () => {
    const room = await openRoom()
    const kept = keptRecords(room.store, room.clock, 'here')
    const strange = {
      id: 'x',
      scope: { kind: 'moon' },
      options: { format: 'hologram' },
      path: '/x',
      paused: false
    }
    const setting = {
      id: 'keep',
      rev: 0,
      n: 0,
      created: T,
      updated: T,
      value: { here: [strange], there: [1] }
    }
    await room.store.commit([{ op: 'put', collection: 'settings', record: setting }])
    const ours = {
      id: room.newId(),
      scope: { kind: 'all' },
      options: { format: 'ris' },
      path: '/y',
      paused: false
    } as const
    await kept.add(ours)
    await kept.update(ours.id, (now) => ({ ...now, paused: true }))
    expect(kept.all()).toEqual([{ ...ours, paused: true }])
    await kept.remove(ours.id)
    expect(room.store.get('settings', 'keep')?.value).toEqual({ here: [strange], there: [1] })
    await room.close()
  })

  it('refuses places that cannot be, and a file that is there already', async () => {
    await add('One')
    const why = (name: string): Promise<unknown> =>
      keep({ kind: 'all' }, name).catch((error: unknown) => error)
    expect(await why('thesis/library.txt')).toMatchObject({ code: 'BAD_INPUT', message: /must end in \.bib/ })
    expect(await why('nowhere/library.bib')).toMatchObject({ code: 'NOT_FOUND', message: /no folder/ })
    expect(await why('library/library.bib')).toMatchObject({ code: 'BAD_INPUT', message: /own folder/ })
    await mkdir(join(base, 'library/..odd'))
    expect(await why('library/..odd/a.bib')).toMatchObject({ code: 'BAD_INPUT', message: /own folder/ })
    await symlink('circle.bib', join(base, 'thesis/circle.bib'))
    expect(await why('thesis/circle.bib')).toMatchObject({
      code: 'NOT_FOUND',
      message: /cannot be looked at/
    })
    const relative = core.handlers['keep.add'](
      { scope: { kind: 'all' }, options: { format: 'biblatex' }, path: 'library.bib', replace: false },
      go
    )
    await expect(relative).rejects.toMatchObject({ code: 'BAD_INPUT', message: /whole path/ })
    await writeFile(join(base, 'thesis/library.bib'), '% mine\n')
    expect(await why('thesis/library.bib')).toMatchObject({ code: 'CONFLICT', message: /already/ })
    expect(await files()).toEqual([])
    await keep({ kind: 'all' }, 'thesis/library.bib', true)
    await eventually(async () => expect(await written()).toContain('{One}'))
    expect(await why('thesis/library.bib')).toMatchObject({
      code: 'BAD_INPUT',
      message: /already, for the whole/
    })
    await core.handlers['watch.set']({ folder: join(base, 'thesis') }, go)
    expect(await why('thesis/other.bib')).toMatchObject({ code: 'BAD_INPUT', message: /watched folder/ })
  })

  it('says in words what became of its list', async () => {
    const one = await add('One')
    const list = (await core.handlers['lists.create']({ name: 'Ch. 2' }, go)).id
    await core.handlers['lists.add']({ id: list, articles: [one] }, go)
    await keep({ kind: 'list', list })
    await eventually(async () => expect(await written()).toContain('{One}'))
    await core.handlers['lists.trash']({ id: list }, go)
    await eventually(async () => expect((await only()).problem?.message).toContain('is in the trash'))
    expect(await written()).toContain('{One}')
    await core.handlers['history.undo']({}, go)
    await eventually(async () => expect((await only()).problem).toBeUndefined())
  })

  it('begins on the command line and is kept by the window', async () => {
    await add('One')
    await core.close()
    const file = join(base, 'thesis/library.bib')
    const run = async (...more: string[]): Promise<number> =>
      (await runCli(realProgram(join(base, 'library')), ['export', '--all', '-o', file, '--keep', ...more]))
        .exit
    expect(await run()).toBe(0)
    // A build says so each time, and at last says something else.
    expect(await run()).toBe(0)
    expect(await run('--order', 'year')).toBe(0)
    core = await openCore(join(base, 'library'))
    expect(await only()).toMatchObject({ path: file, options: { order: 'year' } })
    await add('Two')
    await eventually(async () => expect(await written()).toContain('{Two}'))
  })
})
