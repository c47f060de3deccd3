/** What a commit promises to the services. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { Change, Op, Store } from '#core/ports'
import { LIBRARY, openOn } from '../../crash/support/open'
import { seeded } from '../../crash/support/random'
import { anArticle, aNote, aSetting, aTag, countingIds } from '../../crash/support/records'
import { fail, SimDisk } from '../../crash/support/sim-disk'

let disk: SimDisk
let store: Store
let newId: () => string
beforeEach(async () => {
  disk = new SimDisk(seeded(1))
  newId = countingIds()
  await disk.makeFolder(LIBRARY)
  store = (await openOn(disk)).store
})
const putArticle = (record: Parameters<typeof anArticle>[1] & { id: string }): Op => ({
  op: 'put',
  collection: 'articles',
  record: { ...anArticle(record.id), ...record }
})
async function saved(id: string): Promise<NonNullable<ReturnType<typeof store.get<'articles'>>>> {
  const found = store.get('articles', id)
  if (!found) await store.commit([putArticle({ id })])
  const record = store.get('articles', id)
  if (!record) throw new Error('not saved')
  return record
}

describe('commit', () => {
  test('fills in rev and n, and tells before and after', async () => {
    const id = newId()
    const first = await store.commit([putArticle({ id, title: 'one' })])
    expect(first).toMatchObject([
      { collection: 'articles', id, before: undefined, after: { title: 'one', rev: 1, n: 1 } }
    ])
    const second = await store.commit([putArticle({ ...(await saved(id)), title: 'two' })])
    expect(second).toMatchObject([{ before: { title: 'one' }, after: { title: 'two', rev: 2, n: 1 } }])
    const third = await store.commit([{ op: 'del', collection: 'articles', id }])
    expect(third).toMatchObject([{ before: { title: 'two' }, after: undefined }])
    expect(await store.commit([{ op: 'del', collection: 'articles', id }])).toEqual([])
  })

  test('memory shows an edit only when it is durable', async () => {
    const id = newId()
    let synced = false
    disk.before = (call, path) => {
      if (call === 'sync' && path.includes('journal')) {
        expect(store.get('articles', id)).toBeUndefined()
        synced = true
      }
    }
    const promise = store.commit([putArticle({ id })])
    expect(store.get('articles', id)).toBeUndefined()
    await promise
    expect(synced).toBe(true)
    expect(store.get('articles', id)).toBeDefined()
  })

  test('edits asked for together share one write', async () => {
    await store.commit([putArticle({ id: newId() })])
    let syncs = 0
    disk.before = (call, path) => {
      if (call === 'sync' && path.includes('journal')) syncs++
    }
    await Promise.all(Array.from({ length: 50 }, () => store.commit([putArticle({ id: newId() })])))
    expect(syncs).toBe(1)
    expect(store.count('articles')).toBe(51)
  })

  test('refuses what does not fit its schema, and nothing else with it', async () => {
    const good = newId()
    const bad = { ...aTag(newId(), 'x'), path: '' }
    const results = await Promise.allSettled([
      store.commit([putArticle({ id: good })]),
      store.commit([putArticle({ id: newId() }), { op: 'put', collection: 'tags', record: bad }]),
      store.commit([{ op: 'put', collection: 'nothing' as 'tags', record: aTag(newId(), 'x') }]),
      store.commit([{ op: 'put', collection: 'settings', record: aSetting('deep', nested(20_000)) }])
    ])
    expect(
      results.map((result) =>
        result.status === 'rejected' ? (result.reason as { code: string }).code : 'ok'
      )
    ).toEqual(['ok', 'BAD_INPUT', 'BAD_INPUT', 'BAD_INPUT'])
    expect([...store.all('articles')].map(({ id }) => id)).toEqual([good])
  })

  test('what the caller does with its record afterwards changes nothing', async () => {
    const record = anArticle(newId(), { tags: ['a'] })
    await store.commit([{ op: 'put', collection: 'articles', record }])
    record.tags.push('b')
    expect(store.get('articles', record.id)?.tags).toEqual(['a'])
  })

  test('edits at the same time keep each other’s fields and words', async () => {
    const old = await saved(newId())
    await Promise.all([
      store.commit([putArticle({ ...old, starred: true, tags: ['a'] })]),
      store.commit([putArticle({ ...old, progress: 0.5, tags: ['b'] })]),
      store.commit([putArticle({ ...old, title: 'new' })])
    ])
    expect(store.get('articles', old.id)).toMatchObject({
      starred: true,
      progress: 0.5,
      title: 'new',
      tags: ['b', 'a'],
      rev: 4
    })
  })

  test('an edit of a version long gone is a conflict, unless it says it means to replace', async () => {
    const old = await saved(newId())
    await store.commit([putArticle({ ...old, title: 'meanwhile' })])
    await expect(store.commit([putArticle({ ...old, title: 'late' })])).rejects.toMatchObject({
      code: 'CONFLICT'
    })
    expect(store.get('articles', old.id)?.title).toBe('meanwhile')
    await store.commit([putArticle({ ...old, rev: 0, title: 'replaced' })])
    expect(store.get('articles', old.id)).toMatchObject({ title: 'replaced', rev: 3, n: 1 })
  })

  test('a function sees every edit before it', async () => {
    const { id } = await saved(newId())
    const append = (word: string) => (): Op[] => {
      const now = store.get('articles', id)
      return now ? [putArticle({ ...now, title: `${now.title} ${word}` })] : []
    }
    await store.commit([putArticle({ ...(await saved(id)), title: 'a' })])
    await Promise.all(['b', 'c', 'd'].map((word) => store.commit(append(word))))
    expect(store.get('articles', id)?.title).toBe('a b c d')
  })

  test('further ops from the changes are in the same edit', async () => {
    const id = newId()
    const changes = await store.commit([putArticle({ id })], (made) => [
      { op: 'put', collection: 'tags', record: aTag(newId(), `${made.length} change`) }
    ])
    expect(changes.map(({ collection }) => collection)).toEqual(['articles', 'tags'])
    await expect(
      store.commit([putArticle({ id: newId() })], () => {
        throw new Error('no')
      })
    ).rejects.toThrow('no')
    expect(store.count('articles')).toBe(1)
  })

  test('several ops on one record are one change', async () => {
    const id = newId()
    const ghost = newId()
    const changes = await store.commit([
      putArticle({ id, title: 'a' }),
      putArticle({ id, title: 'b' }),
      putArticle({ id: ghost }),
      { op: 'del', collection: 'articles', id: ghost }
    ])
    expect(changes).toMatchObject([{ id, before: undefined, after: { title: 'b' } }])
    expect(store.count('articles')).toBe(1)
  })

  test('listeners hear every commit in order, and a faulty one disturbs nobody', async () => {
    const heard: string[] = []
    const warned: unknown[] = []
    const onWarning = (warning: Error): void => void warned.push(warning)
    process.on('warning', onWarning)
    store.onCommit(() => {
      throw new Error('faulty listener')
    })
    const stop = store.onCommit((changes: readonly Change[]) => heard.push(...changes.map(({ id }) => id)))
    const ids = [newId(), newId(), newId()]
    await Promise.all(ids.map((id) => store.commit([putArticle({ id })])))
    stop()
    await store.commit([putArticle({ id: newId() })])
    expect(heard).toEqual(ids)
    await new Promise((resolve) => setImmediate(resolve))
    process.off('warning', onWarning)
    expect(warned.length).toBeGreaterThan(0)
  })

  test('a removed record comes back to its place with the number it had', async () => {
    const ids = [newId(), newId(), newId()]
    for (const id of ids) await store.commit([putArticle({ id })])
    const second = await saved(ids[1] ?? '')
    await store.commit([{ op: 'del', collection: 'articles', id: second.id }])
    await store.commit([{ op: 'put', collection: 'articles', record: second }])
    expect([...store.all('articles')].map(({ id }) => id)).toEqual(ids)
    const again = await openOn(disk.powerCut('none'))
    expect([...again.store.all('articles')].map(({ id }) => id)).toEqual(ids)
  })

  test('an edit that waited behind a refused one is refused or saved, never half', async () => {
    await saved(newId())
    let failures = 1
    disk.before = (call, path) => {
      if (call === 'sync' && path.includes('journal') && failures-- > 0) throw fail('EIO')
    }
    const ids = [newId(), newId()]
    const results = await Promise.allSettled(ids.map((id) => store.commit([putArticle({ id })])))
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await store.commit([{ op: 'put', collection: 'notes', record: aNote(newId(), 'after') }])
    const again = await openOn(disk.powerCut('none'))
    expect(again.store.count('articles')).toBe(1)
    expect(again.store.count('notes')).toBe(1)
  })
})

function nested(depth: number): never {
  let value: unknown = 1
  for (let i = 0; i < depth; i++) value = [value]
  return value as never
}
