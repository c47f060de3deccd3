/** Backups in the library: made, read back, and brought back from. */
import { describe, expect, test } from 'vitest'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { add, at, go, note, now, objects, restore, titles } from './room'

describe('a backup in the library', () => {
  test('counts what there is, is read back, and costs space only for what changed', async () => {
    const [id = ''] = await add('tides', 'kelp')
    await note(id, 'Spring tides.')
    const first = await at.core.handlers['backup.now']({}, go)
    expect(first.counts).toMatchObject({ articles: 2, notes: 1 })
    const before = await objects()
    await note(id, 'Spring tides and neap tides.')
    await at.core.handlers['backup.now']({}, go)
    const fresh = (await objects()).filter((name) => !before.includes(name))
    // The notes, and the actions for undo; not the articles.
    expect(fresh).toHaveLength(2)
    expect((await at.core.handlers['backup.list']({}, go)).backups.map(({ id: b }) => b)).toContain(first.id)
  })

  test('edits go on while it is made, and it has whole edits only', async () => {
    const ids = await add('tides', 'kelp')
    const going = { on: true }
    const edits = (async () => {
      let n = 0
      while (going.on)
        await at.core.handlers['tags.apply']({ articles: ids, add: [`t${n++}`], remove: [] }, go)
      return n
    })()
    const sources = [await now(), await now(), await now()]
    going.on = false
    expect(await edits).toBeGreaterThan(1)
    for (const source of sources) {
      await restore(source, { kind: 'all' })
      const [a, b] = await at.core.handlers['articles.summaries']({ ids }, go)
      expect(a?.tags).toEqual(b?.tags)
    }
  })

  test('a copy damaged later is refused by name; the library stays as it is', async () => {
    await add('tides')
    const source = await now()
    const id = source.kind === 'backup' ? source.id : ''
    const text = await readFile(join(at.dir, `backups/${id}.json`), 'utf8')
    const hash = /"key":"articles\/0000","sha256":"([0-9a-f]{64})"/.exec(text)?.[1] ?? ''
    await writeFile(join(at.dir, 'backups/objects', hash.slice(0, 2), `${hash}.json.gz`), 'not gzip')
    await expect(restore(source, { kind: 'all' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await titles()).toEqual(['On tides'])
    // The next one notices, and writes the content anew.
    await expect(restore(await now(), { kind: 'missing' })).resolves.toMatchObject({ restored: 0 })
  })
})

describe('bringing back', () => {
  test('all: the library is what it was, the state before is kept, and that can be brought back too', async () => {
    const [tides = ''] = await add('tides', 'kelp')
    const { id: list } = await at.core.handlers['lists.create']({ name: 'Sea' }, go)
    await at.core.handlers['lists.add']({ id: list, articles: [tides], why: 'first' }, go)
    const then = await now()
    await at.core.handlers['articles.trash']({ ids: [tides] }, go)
    await at.core.handlers['library.emptyTrash']({}, go)
    await add('dunes')
    const compared = await at.core.handlers['backup.compare']({ source: then }, go)
    expect(compared.kinds.articles).toEqual({ here: 2, there: 2, onlyHere: 1, onlyThere: 1, changed: 0 })
    expect(compared.restorable).toContainEqual({
      kind: 'article',
      id: tides,
      title: 'On tides',
      how: 'missing'
    })
    const done = await restore(then, { kind: 'all' })
    expect(done.missingFiles).toBe(0)
    expect(await titles()).toEqual(['On kelp', 'On tides'])
    expect((await at.core.handlers['lists.get']({ id: list }, go)).entries).toMatchObject([
      { article: tides, why: 'first' }
    ])
    expect((await at.core.handlers['articles.text']({ id: tides }, go)).text).toContain('fits into this')
    const again = await at.core.handlers['backup.compare']({ source: then }, go)
    expect(again.kinds.articles).toMatchObject({ onlyHere: 0, onlyThere: 0, changed: 0 })
    expect(again.restorableTotal).toBe(0)
    await restore({ kind: 'backup', id: done.safety ?? '' }, { kind: 'all' })
    expect(await titles()).toEqual(['On dunes', 'On kelp'])
    expect((await at.core.handlers['library.verify']({}, go)).ok).toBe(true)
  })

  test('what is missing: nothing that is here is changed', async () => {
    const [tides = '', kelp = ''] = await add('tides', 'kelp')
    const then = await now()
    await at.core.handlers['articles.edit']({ id: kelp, fields: { title: 'Kelp, again' } }, go)
    await at.core.handlers['articles.trash']({ ids: [tides] }, go)
    await at.core.handlers['library.emptyTrash']({}, go)
    await restore(then, { kind: 'missing' })
    expect(await titles()).toEqual(['Kelp, again', 'On tides'])
  })

  test('one article with its note, and it can be undone', async () => {
    const [tides = '', kelp = ''] = await add('tides', 'kelp')
    await note(tides, 'Mine.')
    const then = await now()
    await at.core.handlers['articles.trash']({ ids: [tides, kelp] }, go)
    await at.core.handlers['library.emptyTrash']({}, go)
    expect(await at.core.handlers['notes.list']({}, go)).toEqual([])
    await restore(then, { kind: 'article', id: tides })
    expect(await titles()).toEqual(['On tides'])
    expect((await at.core.handlers['notes.list']({ article: tides }, go))[0]?.text).toBe('Mine.')
    await at.core.handlers['history.undo']({}, go)
    expect(await titles()).toEqual([])
  })
})
