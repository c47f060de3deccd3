/**
 * Tells of the store's own calls in a process that will be killed: which frames it is about to write, which commits it
 * has answered; and ends the process at a given call, which can be done again exactly.
 */
import { createHash } from 'node:crypto'
import { realFileSystem, type WritableFile } from '../../../src/core/store/file-system'
import { decodeFrames } from '../../../src/core/store/frame'
import { LibraryStore } from '../../../src/core/store/library-store'

/** `articles/01k…` and a hash of the record's JSON; null: it is taken away. */
export type Written = [key: string, hash: string | null]
export type Line =
  | { say: 'open'; readOnly?: string; notices: string[] }
  | { say: 'about'; ops: Written[] }
  | { say: 'saved'; ops: Written[] }
  | { say: 'done'; what: string }
  | { say: 'backup'; id: string }
  | { say: 'error'; message: string }

/** The same for the same fields, whatever their order. */
export function hashOfRecord(record: object): string {
  const sorted = JSON.stringify(record, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value
  )
  return createHash('sha256').update(sorted).digest('hex').slice(0, 16)
}

/** Before each call of the store: `killAt` is the number of the call at which the process dies; 0: never. */
export function watch(say: (line: Line) => void, killAt: number): void {
  let calls = 0
  const count = (): void => {
    if (++calls === killAt) process.kill(process.pid, 'SIGKILL')
  }
  const { create } = realFileSystem
  for (const name of Object.keys(realFileSystem) as (keyof typeof realFileSystem)[]) {
    const real = realFileSystem[name] as (...args: unknown[]) => unknown
    Object.assign(realFileSystem, {
      [name]: (...args: unknown[]) => {
        count()
        return real(...args)
      }
    })
  }
  realFileSystem.create = async (path): Promise<WritableFile> => {
    count()
    const file = await create(path)
    const journal = path.endsWith('.jsonl')
    return {
      write(bytes) {
        if (journal) for (const ops of framesIn(bytes)) say({ say: 'about', ops })
        count()
        return file.write(bytes)
      },
      sync() {
        count()
        return file.sync()
      },
      close: () => file.close()
    }
  }
  const { commit } = LibraryStore.prototype
  LibraryStore.prototype.commit = async function (this: LibraryStore, ...args) {
    const changes = await commit.apply(this, args)
    if (changes.length > 0)
      say({
        say: 'saved',
        ops: changes.map(({ collection, id, after }): Written => [
          `${collection}/${id}`,
          after ? hashOfRecord(after) : null
        ])
      })
    return changes
  }
}

function framesIn(bytes: Uint8Array): Written[][] {
  return [...decodeFrames(Buffer.from(bytes))].flatMap((line) => {
    const value = line.ok ? (JSON.parse(line.json) as { ops?: [string, string, string, unknown][] }) : {}
    if (!value.ops) return []
    return [
      value.ops.map(([kind, collection, , what]): Written =>
        kind === 'del'
          ? [`${collection}/${String(what)}`, null]
          : [`${collection}/${(what as { id: string }).id}`, hashOfRecord(what as object)]
      )
    ]
  })
}
