import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { realFileSystem, type FileSystem } from '../../../src/core/store/file-system'
import { heldSentence, takeLock, type HeldLock, type LockResult } from '../../../src/core/store/lock'
import { thisMachine, type Machine } from '../../../src/core/store/machine'
import { openLibrary } from '../../../src/core/store/open-library'
import { aTag, countingIds, fixedClock } from '../../crash/support/records'
import { fail } from '../../crash/support/sim-disk'

const who = { owner: 'Carrel (test)', since: '2026-03-01T10:00:00.000Z' }
const timing = { beatMs: 20, watchMs: 120 }
let dir = ''
let held: HeldLock[] = []
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'carrel-lock-'))
})
afterEach(async () => {
  for (const lock of held.splice(0)) await lock.release()
  await rm(dir, { recursive: true, force: true })
})
async function take(machine: Machine = thisMachine(), fs: FileSystem = realFileSystem): Promise<LockResult> {
  const result = await takeLock(fs, dir, who, machine, timing)
  if (result.held) held.push(result.held)
  return result
}
const writeLock = (over: Record<string, unknown>): Promise<void> => {
  const { pid, host, machine, boot, space } = thisMachine()
  const owner = { ...who, pid, host, machine, boot, space, started: null, nonce: 'old', ...over }
  return writeFile(join(dir, 'lock'), JSON.stringify(owner))
}
const lockText = (): Promise<string> => readFile(join(dir, 'lock'), 'utf8')

describe('the lock', () => {
  test('names its holder to whoever comes second, and is gone when given back', async () => {
    const first = await take()
    expect(first.held).toBeDefined()
    const second = await take()
    if (second.held) throw new Error('two holders')
    expect(heldSentence(second)).toBe(
      `This library is open in Carrel (test) on this computer (process ${process.pid}) since 2026-03-01 10:00 UTC. It is shown here for reading only.`
    )
    await first.held?.release()
    expect(await readdir(dir)).toEqual([])
    expect((await take()).held).toBeDefined()
  })

  test('of a dead process is taken over at once', async () => {
    const child = spawn(process.execPath, ['-e', ''])
    await new Promise((resolve) => child.on('close', resolve))
    await writeLock({ pid: child.pid })
    const started = performance.now()
    expect((await take()).held).toBeDefined()
    expect(performance.now() - started).toBeLessThan(timing.watchMs * 5)
    expect(await readdir(dir)).toEqual(['lock'])
  })

  test('of a process id that was given again, or from before a restart, is taken over', async () => {
    if (thisMachine().startOf(process.pid) !== null) {
      await writeLock({ started: 'another time' })
      expect((await take()).held).toBeDefined()
      await held.pop()?.release()
    }
    await writeLock({ boot: 'an earlier one' })
    expect((await take({ ...thisMachine(), boot: 'this one' })).held).toBeDefined()
  })

  test('of another computer counts while its heart beats, and not when it stands still', async () => {
    await writeLock({ host: 'elsewhere', pid: 1 })
    const beat = setInterval(() => void utimes(join(dir, 'lock'), new Date(), new Date()), 15)
    const refused = await take()
    clearInterval(beat)
    if (refused.held) throw new Error('taken from a living owner')
    expect(heldSentence(refused)).toContain('on the computer “elsewhere”')
    expect((await take()).held).toBeDefined()
  })

  test('of the same id in another container is not taken for dead', async () => {
    await writeLock({ pid: 2 ** 22 - 1, space: 'pid:[1]' })
    const beat = setInterval(() => void utimes(join(dir, 'lock'), new Date(), new Date()), 15)
    const result = await take({ ...thisMachine(), space: 'pid:[2]' })
    clearInterval(beat)
    expect(result.held).toBeUndefined()
  })

  test('that cannot be read is left alone while it changes, else taken over', async () => {
    for (const text of ['', 'null', '{"pid":-1}', '['.repeat(100_000)]) {
      await writeFile(join(dir, 'lock'), text)
      expect((await take()).held).toBeDefined()
      await held.pop()?.release()
    }
  })

  test('works without hard links', async () => {
    const noLinks = { ...realFileSystem, link: () => Promise.reject(fail('EPERM')) }
    expect((await take(thisMachine(), noLinks)).held).toBeDefined()
    expect((await take(thisMachine(), noLinks)).held).toBeUndefined()
  })

  test('taken by somebody else while we slept is noticed, and theirs is not removed', async () => {
    const first = await take()
    await writeLock({ nonce: 'theirs' })
    await new Promise((resolve) => setTimeout(resolve, timing.beatMs * 4))
    expect(await first.held?.stillOurs()).toBe(false)
    await first.held?.release()
    expect(JSON.parse(await lockText())).toMatchObject({ nonce: 'theirs' })
  })

  test('left behind and wanted by many at once gets one holder', async () => {
    for (let round = 0; round < 6; round++) {
      await writeLock({ pid: 2 ** 22 - 1, host: hostname(), nonce: `old ${round}` })
      if (round % 2 === 0) await writeFile(join(dir, 'lock.takeover'), await lockText())
      const results = await Promise.all(Array.from({ length: 8 }, () => take()))
      expect(results.filter((result) => result.held)).toHaveLength(1)
      for (const lock of held.splice(0)) await lock.release()
      expect(await readdir(dir)).toEqual([])
    }
  })
})

describe('two Carrels and one library', () => {
  const open = (owner: string): ReturnType<typeof openLibrary> =>
    openLibrary({ dir: join(dir, 'deep', 'library'), clock: fixedClock(), newId: countingIds(1), owner })

  test('that does not exist yet: one makes it, the others read', async () => {
    const libraries = await Promise.all(Array.from({ length: 5 }, (_, i) => open(`Carrel ${i}`)))
    const writers = libraries.filter(({ store }) => store.readOnly === undefined)
    expect(writers).toHaveLength(1)
    const reader = libraries.find(({ store }) => store.readOnly !== undefined)
    expect(reader?.store.readOnly).toMatch(/^This library is open in Carrel \d on this computer/)
    await expect(reader?.store.commit([{ op: 'del', collection: 'tags', id: 'x' }])).rejects.toMatchObject({
      code: 'READ_ONLY'
    })
    for (const library of libraries) await library.close()
  })

  test('the reader writes nothing, and sees what was saved while the other goes on', async () => {
    const writer = await open('the writer')
    const newId = countingIds(2)
    for (let i = 0; i < 20; i++) {
      await writer.store.commit([{ op: 'put', collection: 'tags', record: aTag(newId(), `t${i}`) }])
      if (i === 10) await writer.compact()
      const before = (await readdir(join(dir, 'deep', 'library'), { recursive: true })).sort()
      const reader = await open('the reader')
      expect(reader.store.notices).toEqual([])
      expect(reader.store.count('tags')).toBe(i + 1)
      expect((await reader.verify()).ok).toBe(true)
      await reader.close()
      expect((await readdir(join(dir, 'deep', 'library'), { recursive: true })).sort()).toEqual(before)
    }
    await writer.close()
  })

  test('one whose library was taken over writes nothing more', async () => {
    const first = await openLibrary({ dir, clock: fixedClock(), newId: countingIds(1), lockTiming: timing })
    await first.store.commit([{ op: 'put', collection: 'tags', record: aTag(countingIds(3)(), 'a') }])
    await rm(join(dir, 'lock'))
    const second = await openLibrary({ dir, clock: fixedClock(), newId: countingIds(2) })
    await new Promise((resolve) => setTimeout(resolve, timing.beatMs * 4))
    const edit = first.store.commit([{ op: 'put', collection: 'tags', record: aTag(countingIds(4)(), 'b') }])
    await expect(edit).rejects.toMatchObject({
      code: 'READ_ONLY',
      message: expect.stringContaining('taken this library over') as string
    })
    expect(first.store.readOnly).toContain('taken this library over')
    await first.close()
    expect(JSON.parse(await lockText())).toBeTruthy()
    await second.close()
  })
})
