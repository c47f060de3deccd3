/** Emptying the trash, saved files that nothing names, and the backup that has what is gone. */
import { describe, expect, test } from 'vitest'
import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { add, at, go, note, now, objects } from './room'

describe('the trash', () => {
  test('emptied: highlights and notes go along, lists forget, undo says nothing of it, a backup has it', async () => {
    const [tides = '', kelp = ''] = await add('tides', 'kelp')
    await note(tides, 'Mine.')
    const { id: list } = await at.core.handlers['lists.create']({ name: 'Sea' }, go)
    await at.core.handlers['lists.add']({ id: list, articles: [tides, kelp] }, go)
    await at.core.handlers['articles.trash']({ ids: [tides] }, go)
    expect(await at.core.handlers['library.trash']({}, go)).toEqual({
      articles: 1,
      annotations: 0,
      notes: 1,
      lists: 0
    })
    await at.core.handlers['library.emptyTrash']({}, go)
    expect((await at.core.handlers['lists.get']({ id: list }, go)).entries).toMatchObject([{ article: kelp }])
    expect((await at.core.handlers['history.state']({}, go)).undo).not.toMatch(/trash/)
    while ((await at.core.handlers['history.state']({}, go)).undo !== undefined)
      await at.core.handlers['history.undo']({}, go)
    await expect(at.core.handlers['articles.get']({ id: tides }, go)).rejects.toMatchObject({
      code: 'NOT_FOUND'
    })
    const [backup] = (await at.core.handlers['backup.list']({}, go)).backups
    expect(backup?.reason).toBe('before-delete')
    expect(backup?.counts.articles).toBe(2)
  })

  test('saved files are spared while anything names them, wait 30 days, and come back when wanted', async () => {
    const [tides = ''] = await add('tides')
    const { snapshots } = await at.core.handlers['articles.get']({ id: tides }, go)
    const page = snapshots[0]?.html ?? ''
    const path = join(at.dir, 'assets', page.slice(0, 2), page)
    const old = new Date(Date.now() - 8 * 86_400_000)
    const age = (file: string): Promise<void> => utimes(file, old, old)
    await at.core.handlers['articles.trash']({ ids: [tides] }, go)
    await at.core.handlers['library.emptyTrash']({}, go)
    await age(path)
    // The backup made before emptying names it.
    expect(await at.core.handlers['library.compact']({}, go)).toMatchObject({ moved: 0 })
    const [backup] = (await at.core.handlers['backup.list']({}, go)).backups
    const kept = await readFile(join(at.dir, `backups/${backup?.id ?? ''}.json`))
    await rm(join(at.dir, `backups/${backup?.id ?? ''}.json`))
    const { moved } = await at.core.handlers['library.compact']({}, go)
    expect(moved).toBe(1)
    expect(await readdir(join(at.dir, 'trash/assets'))).toContain(page)
    expect(await at.core.assets.read(page)).toBeDefined()
    await writeFile(join(at.dir, `backups/${backup?.id ?? ''}.json`), kept)
    expect(await at.core.handlers['library.compact']({}, go)).toMatchObject({ returned: 1 })
    expect((await stat(path)).isFile()).toBe(true)
    // A backup nobody can read may name anything: nothing is touched.
    await writeFile(join(at.dir, 'backups/2026-01-01T00-00-00-000Z-hourly.json'), '{')
    expect((await at.core.handlers['library.compact']({}, go)).spared).toMatch(/backup/)
  })
})

describe('the newest backup that has what is gone', () => {
  const offered = () => at.core.handlers['backup.newestWith']({}, go)

  test('is named with how much of it is not here; one without it and a damaged one are passed over', async () => {
    const [tides = ''] = await add('Tides')
    await note(tides, 'In the margin.')
    const first = await now()
    expect(await offered()).toEqual({ unreadable: 0 })
    await at.core.handlers['articles.trash']({ ids: [tides] }, go)
    await at.core.handlers['library.emptyTrash']({}, go) // makes a backup, in which it is trashed
    await now()
    const { found, unreadable } = await offered()
    expect(unreadable).toBe(0)
    expect(found?.backup.id).toBe(first.kind === 'backup' ? first.id : '')
    expect(found?.missing).toEqual({ articles: 1, annotations: 0, notes: 1, tags: 0, lists: 0 })

    const { bytes } = await at.core.handlers['backup.list']({}, go)
    const sizes = await Promise.all(
      (await readdir(join(at.dir, 'backups'))).map((name) => stat(join(at.dir, 'backups', name)))
    )
    const manifests = sizes.filter((facts) => facts.isFile()).reduce((sum, { size }) => sum + size, 0)
    expect(bytes).toBeGreaterThan(manifests)
    for (const name of await objects())
      await writeFile(join(at.dir, 'backups/objects', name.slice(0, 2), name), 'x')
    const none = await offered()
    expect(none.found).toBeUndefined()
    expect(none.unreadable).toBeGreaterThan(1)
  })
})
