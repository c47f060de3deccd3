/** Encoding and checking a little at a time gives what doing it at once gives. */
import { expect, test } from 'vitest'
import { checkSliced, encodeSliced } from '../../../src/core/store/backup/sliced'
import { decodeDataFile, encodeDataFile } from '../../../src/core/store/data-file'
import { usual } from '../../../src/core/store/migration/reading'
import { realFileSystem } from '../../../src/core/store/file-system'
import { Shards } from '../../../src/core/store/shards'
import { snapshotOf, type SnapshotFile } from '../../../src/core/store/snapshot'
import { anArticle, countingIds } from '../../crash/support/records'

function snapshot(records: number): SnapshotFile {
  const shards = new Shards(realFileSystem, '/nowhere')
  const newId = countingIds()
  for (let n = 1; n <= records; n++) {
    const record = { ...anArticle(newId(), { abstract: `“${'x'.repeat(n % 300)}”\n\u2028 数学` }), n, rev: 1 }
    shards.replay({ collection: 'articles', block: '0000', id: record.id, record }, 1)
  }
  const [file] = snapshotOf(shards)
  if (!file) throw new Error('nothing in it')
  return file
}

test.each([1, 9, 10, 11, 499])('of %i records', async (count) => {
  const file = snapshot(count)
  const bytes = await encodeSliced(file)
  expect(bytes.equals(Buffer.concat(encodeDataFile('articles', 0, file.items)))).toBe(true)
  expect(decodeDataFile(bytes, 'articles')).toMatchObject({ condition: 'good', rejected: [] })
  expect(await checkSliced('articles/0000', bytes, usual)).toBe(count)
})

test('what does not fit is named', async () => {
  const file = snapshot(20)
  const text = (await encodeSliced(file)).toString()
  const check = (changed: string): Promise<number | string> =>
    checkSliced('articles/0000', Buffer.from(changed), usual)
  expect(await check(text.replace('"state":"inbox"', '"state":"limbo"'))).toMatch(/does not fit \(state/)
  expect(await check(text.replace('"count":20', '"count":21'))).toBe('is incomplete')
  expect(await check(text.replace(/\n"0/, '\n"1'))).toBe('has a record under another id')
  expect(await checkSliced('notes/0000', Buffer.from(text), usual)).toBe('is of another kind')
  expect(await checkSliced('../x', Buffer.from(text), usual)).toBe('is no data file')
})
