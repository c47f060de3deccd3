/**
 * Every case of damage to a library in the shared corpus, on libraries of no, 50 and 1,200 articles: it opens, tells
 * what it found (or, where nothing is lost, may say nothing), keeps the damaged file, and works on. Nothing outside the
 * damaged file is lost, nothing outside the library is written.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, cp, lstat, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { openLibrary, type OpenLibrary } from '../../../src/core/store/open-library'
import { anAnnotation, anArticle, aTag, countingIds, fixedClock } from '../../crash/support/records'

const corpus = join(process.env['CARREL_SHARED'] ?? join(__dirname, '../../../../shared'), 'data/hostile')
const here = existsSync(join(corpus, 'manifest.json'))
const damageSpec = z.looseObject({ op: z.string(), pick: z.string().optional() })
const manifestSpec = z.object({
  cases: z.array(
    z.looseObject({
      id: z.string(),
      class: z.string(),
      wrong: z.string(),
      damage: damageSpec.optional(),
      expect: z.looseObject({ outcome: z.string() })
    })
  )
})
type Case = z.infer<typeof manifestSpec>['cases'][number]
const SIZES = [0, 50, 1200]
/** The rest opens in 2 s (RELIABILITY.md), on a machine that does other things too. */
const OPEN_MS = 10_000

let base = ''
let cases: Case[] = []
let kinds: string[] = []
let damage: (library: string, spec: unknown) => { damaged: string }

function open(dir: string, salt: number): Promise<OpenLibrary> {
  return openLibrary({ dir, clock: fixedClock(), newId: countingIds(salt) })
}
const sound = (size: number): string => join(base, `sound-${size}`)
const inUse = (size: number): string => join(base, `in-use-${size}`)

/** Closed, and as a killed process leaves it: the newest edits in the journal only. */
async function build(size: number): Promise<void> {
  const library = await open(sound(size), 1)
  const newId = countingIds(1)
  const ids = Array.from({ length: size }, () => newId())
  if (size > 0) await library.assets.put(Buffer.from('a saved page'), 'html')
  await Promise.all(
    ids.map((id) =>
      library.store.commit([
        { op: 'put', collection: 'articles', record: anArticle(id) },
        { op: 'put', collection: 'annotations', record: anAnnotation(newId(), id) }
      ])
    )
  )
  await library.store.commit([{ op: 'put', collection: 'tags', record: aTag(newId(), 'method') }])
  await cp(sound(size), inUse(size), { recursive: true })
  await rm(join(inUse(size), 'lock'), { force: true })
  await library.close()
}

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'carrel-hostile-'))
  if (!here) return
  cases = manifestSpec
    .parse(JSON.parse(await readFile(join(corpus, 'manifest.json'), 'utf8')))
    .cases.filter((c) => c.class === 'library')
  const lib = (await import(/* @vite-ignore */ pathToFileURL(join(corpus, 'lib.mjs')).href)) as {
    damage: typeof damage
    damageOps: string[]
  }
  kinds = lib.damageOps
  damage = lib.damage
  for (const size of SIZES) await build(size)
}, 60_000)
afterAll(async () => rm(base, { recursive: true, force: true }))

/** The hash of each plain file below a folder. */
async function hashes(folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  const walk = async (at: string): Promise<void> => {
    for (const entry of await readdir(join(folder, at), { withFileTypes: true })) {
      const name = join(at, entry.name)
      if (entry.isDirectory()) await walk(name)
      else if (entry.isFile())
        found.set(
          name,
          createHash('sha256')
            .update(await readFile(join(folder, name)))
            .digest('hex')
        )
    }
  }
  await walk('')
  return found
}
const root = process.getuid?.() === 0

describe.skipIf(!here)('damage to a library (skipped where shared/data/hostile is not there)', () => {
  test('the corpus has its 24 cases', () => expect(cases).toHaveLength(24))

  // An unseen set may use any of them.
  test('every other kind of damage the corpus knows', { timeout: 300_000 }, async () => {
    const known = new Set(cases.map(({ damage: spec }) => spec?.op))
    const others = kinds.filter((op) => !known.has(op))
    expect(others.length).toBeGreaterThan(8)
    for (const op of others)
      for (const pick of ['json', 'journal', 'asset'])
        for (const seed of [1, 2])
          await check(
            {
              id: `${op} ${pick} ${seed}`,
              class: 'library',
              wrong: op,
              damage: { op, seed, ...(pick === 'json' ? {} : { pick }) },
              expect: { outcome: 'accepted-with-receipt' }
            },
            50
          )
  })

  test.each(SIZES)('every case, %i articles', { timeout: 300_000 }, async (size) => {
    for (const each of cases) await check(each, size)
  })
})

async function check(each: Case, size: number): Promise<void> {
  const { damage: spec } = each
  if (!spec) throw new Error(`${each.id} names no damage`)
  const why = `${each.id} (${each.wrong}), ${size} articles`
  // Modes do not bind root: that case is in open-library.test.ts, by a read-only file system of our own.
  if (spec.op === 'read-only-folder' && root) return
  const parent = await mkdtemp(join(base, 'case-'))
  const dir = join(parent, 'library')
  await cp(spec.pick === 'journal' ? inUse(size) : sound(size), dir, { recursive: true })
  const { damaged } = damage(dir, spec)
  const hurt = (await lstat(join(dir, damaged)).catch(() => undefined))?.isFile()
    ? await readFile(join(dir, damaged))
    : undefined
  const before = await hashes(dir)

  const started = performance.now()
  const library = await open(dir, 3)
  expect(performance.now() - started, why).toBeLessThan(OPEN_MS)
  const { store } = library
  for (const sentence of [...store.notices, store.readOnly ?? 'None.']) {
    expect(sentence, why).toMatch(/^[A-Z].*[.]$/s)
    expect(sentence, why).not.toMatch(/\n\s+at /)
  }
  expect(({} as { polluted?: unknown }).polluted, why).toBeUndefined()
  // Nothing outside the damaged file is lost.
  const lost = (collection: string): boolean =>
    damaged.includes(`${collection}/`) || damaged.startsWith('journal')
  if (!lost('articles')) expect(store.count('articles'), why).toBe(size)
  if (!lost('annotations')) expect(store.count('annotations'), why).toBe(size)
  if (!lost('tags')) expect(store.count('tags'), why).toBe(1)

  if (each.expect.outcome === 'refused' || store.readOnly !== undefined) {
    expect(store.readOnly, why).toBeDefined()
    await library.close()
    expect(await hashes(dir), why).toEqual(before)
    return
  }
  const told = store.notices.length > 0 || !(await library.verify()).ok
  const hereStill = store.count('articles') === size && store.count('annotations') === size
  if (each.expect.outcome === 'accepted-with-receipt' && !told) expect(hereStill, why).toBe(true)
  if (!hereStill || store.count('tags') !== 1) expect(told, `${why}: silent`).toBe(true)

  // It works on, and the damaged bytes are still somewhere in the folder.
  const id = countingIds(9)()
  await store.commit([{ op: 'put', collection: 'tags', record: aTag(id, 'after') }])
  await library.close()
  if (hurt && store.notices.length > 0) {
    const kept = new Set((await hashes(dir)).values())
    expect(kept.has(createHash('sha256').update(hurt).digest('hex')), `${why}: not set aside`).toBe(true)
  }
  if (spec.op === 'symlink-out')
    expect(await readFile(join(parent, 'outside.json'), 'utf8'), why).toBe('{"outside":true}')
  const again = await open(dir, 4)
  expect(again.store.get('tags', id), why).toBeDefined()
  await again.close()
  await chmod(dir, 0o755)
  await rm(parent, { recursive: true, force: true })
}
