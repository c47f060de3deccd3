/**
 * The process that gets killed: `node kill-writer.mjs <folder> <seed>`. Works on a library without end and prints a line
 * `begin ID VERSION` before and `ack ID VERSION` after each edit that was answered; `asset NAME` for saved files.
 */
import { writeSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { makeId } from '../../../src/shared/domain/ids'
import { createHistory } from '../../../src/core/history/history'
import { openLibrary } from '../../../src/core/store/open-library'
import { seeded } from './random'
import { anAnnotation, anArticle } from './records'
import { partnerOf, versionOf } from './workload'

const [dir = '', seed = '1'] = process.argv.slice(2)
const random = seeded(Number(seed))
const say = (line: string): void => void writeSync(1, `${line}\n`)
const clock = { now: (): string => new Date().toISOString() }
const newId = (): string => makeId(Date.now(), randomBytes(8))

async function main(): Promise<void> {
  const { store, assets } = await openLibrary({
    dir,
    clock,
    newId,
    compactBytes: 30_000,
    owner: 'kill-writer'
  })
  if (store.readOnly !== undefined) throw new Error(store.readOnly)
  const { actions } = createHistory({ store, clock, newId })
  const ids = [...store.all('articles')].map((record) => record.id)
  const busy = new Set<string>()
  say(`open ${store.notices.length}`)

  const edit = async (): Promise<void> => {
    const fresh = ids.length < 20 || random.chance(0.4)
    const id = fresh ? `${newId().slice(0, 17)}0` : random.pick(ids)
    if (busy.has(id)) return
    busy.add(id)
    if (fresh) ids.push(id)
    const old = store.get('articles', id)
    const note = store.get('annotations', partnerOf(id))
    const version = !fresh && old && random.chance(0.2) ? 0 : versionOf(old?.title) + 1
    if (random.chance(0.1)) say(`asset ${await assets.put(Buffer.from(`asset ${id} ${version}`), 'txt')}`)
    say(`begin ${id} ${version}`)
    if (version === 0)
      await actions.run('remove', [
        { op: 'del', collection: 'articles', id },
        { op: 'del', collection: 'annotations', id: partnerOf(id) }
      ])
    else
      await actions.run('edit', [
        {
          op: 'put',
          collection: 'articles',
          record: {
            ...(old ?? anArticle(id)),
            title: `v${version}`,
            abstract: 'x'.repeat(random.below(2000))
          }
        },
        {
          op: 'put',
          collection: 'annotations',
          record: { ...(note ?? anAnnotation(partnerOf(id), id)), note: `v${version}` }
        }
      ])
    say(`ack ${id} ${version}`)
    busy.delete(id)
  }
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (;;) await edit()
    })
  )
}

main().catch((error: unknown) => {
  say(`error ${String(error)}`)
  process.exitCode = 1
})
