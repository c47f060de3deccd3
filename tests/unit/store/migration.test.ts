/**
 * An older library becomes one of this version. There is no older version yet: the tests bring one of their own (see
 * crash/support/older.ts), with its step, through the seam `steps`.
 */
import { describe, expect, test } from 'vitest'
import { collectionNames, type AnyRecord } from '../../../src/core/store/layout'
import type { Step } from '../../../src/core/store/migration/steps'
import type { OpenLibrary } from '../../../src/core/store/open-library'
import { takeLock } from '../../../src/core/store/lock'
import { freshMachine, LIBRARY, openOn } from '../../crash/support/open'
import { writeOlder, zeroToOne } from '../../crash/support/older'
import { seeded } from '../../crash/support/random'
import { aTag, countingIds } from '../../crash/support/records'
import { fail, SimDisk } from '../../crash/support/sim-disk'

const ARTICLES = 30
async function olderDisk(): Promise<{ disk: SimDisk; records: AnyRecord[] }> {
  const disk = new SimDisk(seeded(4))
  await disk.makeFolder(LIBRARY)
  return { disk, records: (await writeOlder(disk, LIBRARY, ARTICLES)).map(({ record }) => record) }
}
const open = (disk: SimDisk, steps: readonly Step[] = [zeroToOne]): Promise<OpenLibrary> =>
  openOn(disk, { steps })
function everything({ store }: OpenLibrary): AnyRecord[] {
  return collectionNames.flatMap((name) => [...store.all(name)])
}
const byId = (records: readonly AnyRecord[]): AnyRecord[] =>
  [...records].sort((a, b) => (a.id < b.id ? -1 : 1))
/** What the older Carrel would find: all but lock, backups and what lies beside. */
function oldPart(disk: SimDisk): [string, string][] {
  return [...disk.contents()]
    .filter(([path]) => /library\/(library\.json$|data-1\/|journal\/)/.test(path))
    .sort()
}

describe('migration', () => {
  test('brings every record over, once, after a backup that can be restored', async () => {
    const { disk, records } = await olderDisk()
    const library = await open(disk)
    expect(library.store.readOnly).toBeUndefined()
    expect(library.store.notices).toEqual([
      expect.stringMatching(/^This library was written by an older version/)
    ])
    expect(byId(everything(library))).toEqual(byId(records))
    const [backup] = await library.backups.list()
    expect(backup).toMatchObject({
      reason: 'before-migration',
      counts: { articles: ARTICLES, notes: ARTICLES }
    })
    const copy = await library.backups.read(backup?.id ?? '')
    expect(byId([...copy.all('articles').values()])).toEqual(byId([...library.store.all('articles')]))
    expect((await library.verify()).ok).toBe(true)
    await library.store.commit([{ op: 'put', collection: 'tags', record: aTag(countingIds(9)(), 'after') }])
    await library.close()
    // A good start later the old files are put aside, not thrown away.
    const again = await open(disk)
    expect(again.store.notices).toEqual([])
    expect(again.store.count('tags')).toBe(2)
    const names = (await disk.list(LIBRARY)).map(({ name }) => name)
    expect(names).toContain('data-2')
    expect(names).not.toContain('data-1')
    const readMe = (await disk.read(`${LIBRARY}/README.txt`)).toString('utf8')
    expect(readMe).toContain('\ndata-2/        What you have saved.')
    expect(readMe).not.toContain('data-1')
    const aside = await disk.list(`${LIBRARY}/recovered`)
    expect(aside.map(({ name }) => name)).toEqual([expect.stringMatching(/^data-1\..*\.migrated$/)])
    // Backups of then stay readable.
    expect((await again.backups.read(backup?.id ?? '')).counts.articles).toBe(ARTICLES)
    await again.close()
  })

  test.each<[string, Step]>([
    [
      'drops a citation key',
      {
        ...zeroToOne,
        convert: {
          ...zeroToOne.convert,
          articles: (a) => ({ ...zeroToOne.convert.articles?.(a), citekey: 'one' })
        }
      }
    ],
    [
      'drops tags',
      {
        ...zeroToOne,
        convert: {
          ...zeroToOne.convert,
          articles: (a) => ({ ...zeroToOne.convert.articles?.(a), tags: [] }),
          tags: (t) => ({ ...t, path: 'x' })
        }
      }
    ],
    [
      'makes something that does not fit',
      { ...zeroToOne, convert: { ...zeroToOne.convert, notes: (note) => note } }
    ],
    [
      'changes an id',
      { ...zeroToOne, convert: { ...zeroToOne.convert, tags: (tag) => ({ ...tag, id: countingIds(3)() }) } }
    ],
    [
      'fails',
      {
        ...zeroToOne,
        convert: {
          articles: () => {
            throw new Error('a step with a fault')
          }
        }
      }
    ]
  ])('is given up when a step %s: nothing is changed, and a sentence says why', async (_what, step) => {
    const { disk } = await olderDisk()
    const before = oldPart(disk)
    const library = await open(disk, [step])
    expect(library.store.readOnly).toMatch(
      /could not be brought to the form of this one\. .*\. Nothing in it was changed/
    )
    await library.close()
    expect(oldPart(disk)).toEqual(before)
    // With the right step nothing is missing.
    const later = await open(disk)
    expect(later.store.count('articles')).toBe(ARTICLES)
    expect(later.store.readOnly).toBeUndefined()
  })

  test('of a version nobody knows the way from: for reading only', async () => {
    const { disk } = await olderDisk()
    const before = oldPart(disk)
    const library = await open(disk, [])
    expect(library.store.readOnly).toContain('no way from version 0')
    await library.close()
    expect(oldPart(disk)).toEqual(before)
  })

  test('a second Carrel reads an older library meanwhile, and leaves it alone', async () => {
    const { disk, records } = await olderDisk()
    const machine = freshMachine()
    const { held } = await takeLock(disk, LIBRARY, { owner: 'Carrel (window)', since: '' }, machine)
    const before = oldPart(disk)
    const second = await openOn(disk, { steps: [zeroToOne], machine })
    expect(second.store.readOnly).toContain('Carrel (window)')
    expect(byId(everything(second))).toEqual(byId(records))
    await second.close()
    expect(oldPart(disk)).toEqual(before)
    await held?.release()
  })

  test('at every call: cut off there, the next opening has all of it', { timeout: 120_000 }, async () => {
    const { records } = await olderDisk()
    for (let call = 1; ; call += 1) {
      const { disk } = await olderDisk()
      let calls = 0
      disk.before = () => {
        if (++calls === call) throw fail('EIO')
      }
      let ended = false
      try {
        const library = await open(disk)
        ended = calls < call
        if (library.store.readOnly !== undefined) expect(library.store.readOnly).toMatch(/[.]$/)
        disk.before = undefined
        await library.close()
      } catch (error) {
        expect(error).toMatchObject({ code: 'NOT_FOUND' })
      }
      disk.before = undefined
      const library = await open(disk.killed())
      expect(library.store.readOnly, `call ${call}`).toBeUndefined()
      expect(byId(everything(library)), `call ${call}`).toEqual(byId(records))
      await library.close()
      if (ended) break
    }
  })
})
