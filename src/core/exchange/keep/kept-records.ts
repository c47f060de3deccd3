/** Which files are kept up to date, as the library remembers it: by computer, since paths mean nothing on another. */
import { z } from 'zod'
import { keptFile, TAG_OF_KEPT } from '#shared/contract/keep'
import { settingSchemas } from '#shared/contract/settings'
import type { Clock, Op, Put, Store } from '#core/ports'
import { rememberWritten } from '../write-unless-edited'

const SETTING = 'keep'

/** `hash`: SHA-256 of what was written last. */
const record = keptFile.omit({ of: true }).extend({ hash: z.string().length(64).optional() })
export type KeptRecord = z.infer<typeof record>
const stored = z.record(z.string(), z.array(z.json()))

export interface KeptRecords {
  all(): KeptRecord[]
  find(id: string): KeptRecord | undefined
  add(kept: KeptRecord): Promise<void>
  /**
   * `change` gets the record as it is when its turn comes; one that is gone by then stays gone. `wrote`: the hash now
   * on the disk, remembered for the command line.
   */
  update(
    id: string,
    change: (now: KeptRecord) => KeptRecord,
    wrote?: { path: string; hash: string }
  ): Promise<void>
  remove(id: string): Promise<void>
  /** The hashes that are ours at a path. */
  ours(kept: KeptRecord): Set<string>
}

export function keptRecords(store: Store, clock: Clock, machine: string): KeptRecords {
  const everyones = (): z.infer<typeof stored> =>
    stored.safeParse(store.get('settings', SETTING)?.value).data ?? {}
  // One that another version wrote and this one cannot read does not take the others with it, and stays.
  const mine = (): z.infer<typeof stored>[string] => everyones()[machine] ?? []
  const all = (): KeptRecord[] =>
    mine().flatMap((one) => {
      const kept = record.safeParse(one).data
      return kept ? { ...kept, scope: followed(kept) } : []
    })
  const unreadable = (): unknown[] => mine().filter((one) => !record.safeParse(one).success)
  /** Its scope as it is now: a tag may have got another name. */
  const followed = ({ id, scope }: KeptRecord): KeptRecord['scope'] => {
    const tag = scope.kind === 'tag' ? store.get('settings', TAG_OF_KEPT + id)?.value : undefined
    return scope.kind === 'tag' && typeof tag === 'string' ? { ...scope, tag } : scope
  }
  const written = (): Record<string, string> =>
    settingSchemas.written.safeParse(store.get('settings', 'written')?.value).data ?? {}
  const setting = (id: string, value: unknown): Put<'settings'> => {
    const now = clock.now()
    const old = store.get('settings', id)
    const json = z.json().parse(JSON.parse(JSON.stringify(value)))
    return {
      op: 'put',
      collection: 'settings',
      record: { id, rev: 0, n: 0, created: now, ...old, updated: now, value: json }
    }
  }
  const save = async (change: (all: KeptRecord[]) => KeptRecord[], also?: () => Op): Promise<void> => {
    await store.commit(() => [
      setting(SETTING, { ...everyones(), [machine]: [...unreadable(), ...change(all())] }),
      ...(also ? [also()] : [])
    ])
  }
  return {
    all,
    find: (id) => all().find((k) => k.id === id),
    add: (kept) => {
      const { id, scope } = kept
      return save(
        (others) => [...others, kept],
        scope.kind === 'tag' ? () => setting(TAG_OF_KEPT + id, scope.tag) : undefined
      )
    },
    update: (id, change, wrote) =>
      save(
        (known) => known.map((k) => (k.id === id ? change(k) : k)),
        wrote && (() => setting('written', rememberWritten(written(), wrote.path, wrote.hash)))
      ),
    remove: (id) =>
      save(
        (known) => known.filter((k) => k.id !== id),
        () => ({ op: 'del', collection: 'settings', id: TAG_OF_KEPT + id })
      ),
    ours: ({ hash, path }) =>
      new Set([hash, new Map(Object.entries(written())).get(path)].filter((h) => h !== undefined))
  }
}
