/**
 * A disk that is full at every byte of a sequence of writes: to the byte by a counted disk (`CARREL_BYTES`: every so-many-th
 * byte), and on a real one of a few megabytes, page by page. Each refusal has its sentence, nothing acknowledged is lost,
 * nothing refused returns, and work goes on when there is space again. A real disk that is read-only is read.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLibrary, type OpenLibrary } from '../../src/core/store/open-library'
import { bundle } from './support/bundle'
import type { Round } from './support/full-disk-writer'
import { MeteredDisk } from './support/metered-disk'
import { seeded } from './support/random'
import { anArticle, aTag, countingIds, fixedClock } from './support/records'
import { emptyModel, judge, work } from './support/workload'

const EVERY = Number(process.env['CARREL_BYTES'] ?? 401)
const tool = resolve(process.env['CARREL_SHARED'] ?? join(__dirname, '../../../shared'), 'tools/tinydisk')
const canMount = existsSync(tool) && process.platform === 'linux' && process.getuid?.() === 0

let base = ''
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'carrel-full-'))
})
afterAll(async () => rm(base, { recursive: true, force: true }))

async function open(dir: string, disk?: MeteredDisk): Promise<OpenLibrary> {
  const io = disk ? { io: disk.fs } : {}
  return openLibrary({
    dir,
    clock: fixedClock(),
    newId: countingIds(3),
    lookEvery: 1e9,
    compactBytes: 1e9,
    ...io
  })
}

/** Edits, a compaction, edits: the same bytes each time. */
async function sequence({ store, assets, compact }: OpenLibrary, model = emptyModel()) {
  const newId = countingIds(8)
  const day = { store, assets, model, random: seeded(5), newId, writers: 1, edits: 3 }
  const first = await work(day)
  const refused = await compact().then(
    () => 0,
    () => 1
  )
  const second = await work(day)
  return {
    model,
    acknowledged: first.acknowledged + second.acknowledged,
    refused: first.refused + second.refused + refused
  }
}

test(`full at every byte of a sequence of writes (every ${EVERY}.)`, { timeout: 1_800_000 }, async () => {
  const sound = join(base, 'sound')
  const { store, close } = await open(sound)
  await store.commit([{ op: 'put', collection: 'tags', record: aTag(countingIds(2)(), 'before') }])
  await close()
  const whole = new MeteredDisk()
  await cp(sound, join(base, 'whole'), { recursive: true })
  const library = await open(join(base, 'whole'), whole)
  const opening = whole.taken
  await sequence(library)
  const length = whole.taken - opening
  await library.close()
  let refusals = 0
  let cases = 0
  for (let at = 0; at < length; at += EVERY) {
    const dir = join(base, 'case')
    await cp(sound, dir, { recursive: true })
    const disk = new MeteredDisk()
    const full = await open(dir, disk)
    disk.left = at
    const { model, refused } = await sequence(full)
    expect(refused, `at byte ${at}`).toBeGreaterThan(0)
    refusals += refused
    disk.left = Infinity
    const id = countingIds(9)()
    await full.store.commit([{ op: 'put', collection: 'tags', record: aTag(id, 'after') }])
    await full.compact()
    await full.close()
    cases++
    const again = await open(dir)
    expect(again.store.readOnly, `at byte ${at}`).toBeUndefined()
    expect({ at, ...(await judge(again.store, again.assets, model)) }).toEqual({
      at,
      lost: [],
      half: [],
      returned: []
    })
    expect(again.store.get('tags', id)?.path).toBe('after')
    expect(again.store.notices, `at byte ${at}`).toEqual([])
    await again.close()
    await rm(dir, { recursive: true })
  }
  console.log(`${cases} of ${length} bytes, ${refusals} refusals`)
})

/** Runs the writer on a small disk of its own. Undefined: none can be mounted here. */
async function onTinyDisk(options: string[], args: string[], size = '3m'): Promise<string | undefined> {
  const writer = await bundle('tests/crash/support/full-disk-writer.ts', 'full-disk-writer')
  const folder = join(base, `disk-${args[0]}`)
  const ran = spawnSync(tool, [...options, size, folder, process.execPath, writer, ...args], {
    encoding: 'utf8',
    maxBuffer: 64 << 20
  })
  await rm(dirname(writer), { recursive: true, force: true })
  if (ran.status === 77) return undefined
  expect(ran.stderr).toBe('')
  expect(ran.status).toBe(0)
  return ran.stdout
}

test.skipIf(!canMount)(
  'a real disk, full page by page (skipped where none can be mounted)',
  { timeout: 600_000 },
  async (context) => {
    const printed = await onTinyDisk([], ['full', process.env['CARREL_SUITE'] === 'crash' ? '60' : '24'])
    if (printed === undefined) return context.skip('mounting is not allowed here')
    const rounds = JSON.parse(printed) as Round[]
    for (const { free, acknowledged: _a, refused: _r, ...found } of rounds)
      expect({ free, ...found }).toEqual({
        free,
        speechless: [],
        lost: [],
        half: [],
        returned: [],
        stuck: []
      })
    const sum = (of: (round: Round) => number): number => rounds.reduce((n, round) => n + of(round), 0)
    console.log(
      `${rounds.length} fillings: ${sum((r) => r.acknowledged)} acknowledged, ${sum((r) => r.refused)} refused`
    )
    expect(sum((r) => r.refused)).toBeGreaterThan(rounds.length)
  }
)

test.skipIf(!canMount)(
  'a real disk that is read-only (skipped where none can be mounted)',
  { timeout: 60_000 },
  async (context) => {
    const healthy = join(base, 'healthy')
    const { store, close } = await open(join(healthy, 'library'))
    await store.commit([{ op: 'put', collection: 'articles', record: anArticle(countingIds(2)()) }])
    await close()
    const printed = await onTinyDisk(['-r', '-s', healthy], ['read-only'])
    if (printed === undefined) return context.skip('mounting is not allowed here')
    expect(JSON.parse(printed)).toEqual({
      readOnly: "The disk with the library's folder is read-only. The library is shown for reading only.",
      articles: 1,
      code: 'READ_ONLY'
    })
    expect(await hashes(join(base, 'disk-read-only.after'))).toEqual(await hashes(healthy))
  }
)

async function hashes(folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    found.set(
      path.slice(folder.length),
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex')
    )
  }
  return found
}
