/** The small parts: checksum, journal lines, data files, durable writing, merging of edits. */
import { crc32 as zlibCrc } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { crc32, crcText } from '../../../src/core/store/crc32'
import { decodeDataFile, encodeDataFile } from '../../../src/core/store/data-file'
import { DurableJson } from '../../../src/core/store/durable-json'
import { durableWrite, isTemporaryName, renameOver } from '../../../src/core/store/durable-write'
import { decodeFrames, encodeFrame } from '../../../src/core/store/frame'
import { rebase } from '../../../src/core/store/rebase'
import { sameJson } from '#shared/domain/same-json'
import { seeded } from '../../crash/support/random'
import { anArticle, aTag, countingIds } from '../../crash/support/records'
import { fail, SimDisk } from '../../crash/support/sim-disk'

const random = seeded(5)
const bytes = (n: number): Buffer => Buffer.from(Array.from({ length: n }, () => random.below(256)))

describe('crc32', () => {
  test('has the published check value', () => {
    expect(crcText(crc32(Buffer.from('123456789')))).toBe('cbf43926')
    expect(crc32(Buffer.alloc(0))).toBe(0)
  })
  test('agrees with zlib at every length, and in pieces', () => {
    for (let n = 0; n < 70; n++) {
      const all = bytes(n)
      if (typeof zlibCrc === 'function') expect(crc32(all)).toBe(zlibCrc(all))
      const cut = random.below(n + 1)
      expect(crc32(all.subarray(cut), crc32(all.subarray(0, cut)))).toBe(crc32(all))
    }
  })
})

describe('journal lines', () => {
  const texts = ['{"a":1}', JSON.stringify('zwei – 二\u2028'), '{}']
  const journal = Buffer.concat(texts.map(encodeFrame))

  test('come back as they were', () => {
    expect([...decodeFrames(journal)].map((line) => line.ok && line.json)).toEqual(texts)
  })
  test('cut at any byte, only whole ones count', () => {
    const ends = texts.map((_, i) => Buffer.concat(texts.slice(0, i + 1).map(encodeFrame)).length)
    for (let cut = 0; cut < journal.length; cut++) {
      const good = [...decodeFrames(journal.subarray(0, cut))].filter((line) => line.ok)
      expect(good).toHaveLength(ends.filter((end) => end <= cut).length)
    }
  })
  test('with any one bit turned, the line is not believed', () => {
    for (let bit = 0; bit < journal.length * 8; bit++) {
      const hurt = Buffer.from(journal)
      hurt[bit >> 3] = (hurt[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      const lines = [...decodeFrames(hurt)].flatMap((line) => (line.ok ? [line.json] : []))
      expect(lines.length).toBeLessThan(3)
      for (const json of lines) expect(texts).toContain(json)
    }
  })
})

describe('data files', () => {
  const newId = countingIds()
  const items = new Map(
    Array.from({ length: 6 }, () => aTag(newId(), 'method/“é”')).map((tag) => [tag.id, { ...tag, rev: 1 }])
  )
  const file = Buffer.concat(encodeDataFile('tags', 12, items))

  test('come back as they were', () => {
    const read = decodeDataFile(file, 'tags')
    expect(read).toMatchObject({ condition: 'good', through: 12, rejected: [] })
    expect(read.records).toEqual([...items.values()])
    expect(JSON.parse(file.toString())).toMatchObject({ schema: 1, kind: 'tags', count: 6 })
  })
  test('cut at any byte, keep every whole record and report the rest', () => {
    for (let cut = 0; cut < file.length - 1; cut++) {
      const read = decodeDataFile(file.subarray(0, cut), 'tags')
      // Without its line break, or the brackets after it, the file may still be sound JSON, only not ours.
      expect(['damaged', 'edited']).toContain(read.condition)
      expect(read.through).toBe(0)
      const whole = file
        .subarray(0, cut)
        .toString()
        .split('\n')
        .filter((line) => /^".*\},?$/.test(line)).length
      expect(read.records.length).toBeGreaterThanOrEqual(Math.max(0, whole - 1))
      for (const record of read.records) expect(items.get(record.id)).toEqual(record)
    }
  })
  test('with any one bit turned, are never taken for good', () => {
    for (let bit = 0; bit < file.length * 8; bit += 3) {
      const hurt = Buffer.from(file)
      hurt[bit >> 3] = (hurt[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      const read = decodeDataFile(hurt, 'tags')
      expect(read.condition).not.toBe('good')
      expect(read.through).toBe(0)
      if (read.condition !== 'newer') expect(read.records.length).toBeGreaterThanOrEqual(4)
    }
  })
  test('accept edits by hand, and set aside what does not fit', () => {
    const edited = file
      .toString()
      .replace('method/', 'theory/')
      .replace(/"path":"method[^"]*"/, '"path":7')
    const read = decodeDataFile(Buffer.from(edited), 'tags')
    expect(read.condition).toBe('edited')
    expect(read.records).toHaveLength(5)
    expect(read.rejected).toEqual([
      { reason: expect.stringContaining('path'), text: expect.stringContaining('"path":7') as string }
    ])
  })
  test('do not fall for hostile JSON', () => {
    const proto = file
      .toString()
      .replace('{', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},')
    expect(decodeDataFile(Buffer.from(proto), 'tags').records).toHaveLength(6)
    const key = file.toString().replace('"items":{', '"items":{"__proto__":{"polluted":1},')
    expect(decodeDataFile(Buffer.from(key), 'tags')).toMatchObject({ condition: 'edited', rejected: [{}] })
    for (const text of ['['.repeat(200_000), 'null', '[]', '{"items":7}', '<!doctype html>', '\u0000', ''])
      expect(decodeDataFile(Buffer.from(text), 'tags')).toMatchObject({ condition: 'damaged', records: [] })
    const deep = file
      .toString()
      .replace('"items":{', `"items":{"a":${'['.repeat(50_000)}${']'.repeat(50_000)},`)
    expect(decodeDataFile(Buffer.from(deep), 'tags').records).toHaveLength(6)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
  test('written double or merged by a program, give each record once', () => {
    const twice = Buffer.concat([
      Buffer.from('<<<<<<< mine\n'),
      file,
      Buffer.from('=======\n'),
      file,
      Buffer.from('>>>>>>> theirs\n')
    ])
    const read = decodeDataFile(twice, 'tags')
    expect(read.condition).toBe('damaged')
    expect(read.records).toEqual([...items.values()])
  })
})

describe('writing', () => {
  test('never shows a mixture, whatever fails', async () => {
    for (let at = 1; ; at++) {
      const disk = new SimDisk(seeded(at))
      disk.put('/file', 'old')
      let calls = 0
      disk.before = () => {
        if (++calls === at) throw fail('EIO')
      }
      const failed = await durableWrite(disk, '/file', [Buffer.from('new '), Buffer.from('content')]).then(
        () => false,
        () => true
      )
      disk.before = undefined
      expect(['old', 'new content']).toContain(disk.contents().get('//file'))
      for (const path of disk.contents().keys()) expect(path === '//file' || isTemporaryName(path)).toBe(true)
      if (!failed) break
    }
  })
  test('renames again while a scanner holds the file', async () => {
    const disk = new SimDisk(seeded(1))
    disk.put('/from', 'x')
    let held = 3
    disk.before = (call) => {
      if (call === 'rename' && held-- > 0) throw fail('EBUSY')
    }
    await expect(renameOver(disk, '/from', '/to', 1)).rejects.toMatchObject({ code: 'EBUSY' })
    await renameOver(disk, '/from', '/to', 8)
    expect(disk.contents().get('//to')).toBe('x')
  })
  test('refuses to make a file smaller than the edits did (the shrink guard)', async () => {
    const disk = new SimDisk(seeded(1))
    const adapter = new DurableJson(disk, '/tags.json', 'tags')
    const newId = countingIds()
    const items = new Map([aTag(newId(), 'a'), aTag(newId(), 'b')].map((tag) => [tag.id, tag]))
    adapter.expected = 2
    await adapter.write({ through: 1, items })
    const before = disk.contents()
    await expect(adapter.write({ through: 2, items: new Map() })).rejects.toMatchObject({ code: 'INTERNAL' })
    expect(disk.contents()).toEqual(before)
  })
})

describe('two edits of one record', () => {
  const id = '0123456789abcdefgh'
  const base = anArticle(id, { tags: ['a', 'b'], title: 'old', place: 3 })
  test('keep each other’s fields', () => {
    const { place: _gone, ...mine } = { ...base, starred: true }
    expect(rebase(base, mine, { ...base, title: 'new', rev: 2 })).toEqual({ ...mine, title: 'new', rev: 2 })
  })
  test('join added and removed words', () => {
    const merged = rebase(base, { ...base, tags: ['a', 'b', 'mine'] }, { ...base, tags: ['b', 'theirs'] })
    expect(merged).toMatchObject({ tags: ['b', 'mine', 'theirs'] })
  })
  test('the later one counts where both changed the same', () => {
    expect(rebase(base, { ...base, title: 'mine' }, { ...base, title: 'theirs' })).toMatchObject({
      title: 'mine'
    })
  })
})

test('sameJson', () => {
  expect(sameJson({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toBe(true)
  expect(sameJson({ a: undefined }, {})).toBe(true)
  for (const [a, b] of [
    [1, '1'],
    [[1], [1, 2]],
    [{}, []],
    [null, {}],
    [{ a: 1 }, { b: 1 }],
    [[], {}]
  ] as const)
    expect(sameJson(a, b)).toBe(false)
})
