/** The backup service: lists, makes, compares and brings back. */
import type { Actions, Assets, Backups, Clock, LibraryCopy, Op, Store } from '#core/ports'
import type { BackupSource, RestoreWhat } from '#shared/contract/backup'
import { CarrelError } from '#shared/contract/errors'
import type { CoreHandlers } from '#shared/contract/index'
import { compare } from './compare'
import { newestWith } from './newest-with'
import { assetsNeeded, restoreOps } from './restore'
import { createSchedule } from './schedule'
import { createTransfers } from './transfers'

export interface BackupDeps {
  store: Store
  assets: Assets
  backups: Backups
  actions: Actions
  clock: Clock
}

type BackupHandlers = Pick<CoreHandlers, Extract<keyof CoreHandlers, `backup.${string}`>>
export interface BackupService {
  handlers: BackupHandlers
  close(): Promise<void>
}
type Restored = Awaited<ReturnType<BackupHandlers['backup.restore']>>

export function createBackup({ store, assets, backups, actions, clock }: BackupDeps): BackupService {
  const transfers = createTransfers()
  let failure: string | undefined
  const schedule = createSchedule({
    store,
    backups,
    clock,
    failed(error) {
      failure = error instanceof CarrelError ? error.message : 'The last backup could not be made.'
      if (!(error instanceof CarrelError)) process.emitWarning(error instanceof Error ? error : String(error))
    }
  })

  const copyOf = async (source: BackupSource): Promise<LibraryCopy> =>
    source.kind === 'backup'
      ? backups.read(source.id)
      : backups.readFile(await transfers.whole(source.upload))

  /** Those of `names` that are not in the library; from a file, what is there is taken out of it first. */
  const supply = async (source: BackupSource, names: ReadonlySet<string>): Promise<number> => {
    const lacking = new Set<string>()
    for (const name of names) if (!(await isSound(assets, name))) lacking.add(name)
    if (lacking.size > 0 && source.kind === 'file')
      await backups.readFile(await transfers.whole(source.upload), async (name, bytes) => {
        if (!lacking.has(name)) return
        await assets.put(bytes, name.slice(name.indexOf('.') + 1))
        lacking.delete(name)
      })
    return lacking.size
  }

  const restore = async (source: BackupSource, what: RestoreWhat): Promise<Restored> => {
    if (store.readOnly !== undefined) throw new CarrelError('READ_ONLY', store.readOnly)
    const copy = await copyOf(source)
    const missingFiles = await supply(source, assetsNeeded(restoreOps(store, copy, what)))
    if (what.kind === 'article' || what.kind === 'list') {
      const changes = await actions.run(`bring back one ${what.kind} from a backup`, () =>
        restoreOps(store, copy, what)
      )
      return { ...counted(changes), missingFiles }
    }
    const nothing = restoreOps(store, copy, what).length === 0 && copy.styles.size === 0
    const safety = nothing || isEmpty(store) ? undefined : (await backups.make('before-restore')).id
    const changes = await store.commit((): Op[] => restoreOps(store, copy, what))
    const styles = await backups.bringStyles(copy, what.kind === 'all')
    return { ...counted(changes), styles, missingFiles, ...(safety === undefined ? {} : { safety }) }
  }

  return {
    handlers: {
      'backup.list': async () => {
        const paused = backups.paused ?? failure
        const all = await backups.list()
        const next = schedule.next(all[0]?.made)
        return {
          backups: all,
          bytes: await backups.size(),
          ...(next === undefined ? {} : { next }),
          ...(paused === undefined ? {} : { paused })
        }
      },
      'backup.newestWith': () => newestWith(store, backups),
      'backup.now': async () => {
        const made = await backups.make('asked')
        failure = undefined
        return made
      },
      'backup.toFile': async (_input, { signal, progress }) => {
        const { handle, path } = await transfers.place()
        try {
          const written = await backups.writeFile(path, signal, (done, total) => progress({ done, total }))
          return { ...written, file: handle, fileName: `Carrel ${clock.now().slice(0, 10)}.tar.gz` }
        } catch (error) {
          await transfers.release(handle)
          throw error
        }
      },
      'backup.read': async ({ file, from }) => ({ data: await transfers.read(file, from) }),
      'backup.begin': async ({ size }) => ({ upload: await transfers.begin(size) }),
      'backup.piece': async ({ upload, data }) => ({ received: await transfers.piece(upload, data) }),
      'backup.release': async ({ file }) => {
        await transfers.release(file)
        return {}
      },
      'backup.compare': async ({ source }) => compare(store, await copyOf(source), backups.library),
      'backup.restore': ({ source, what }) => restore(source, what)
    },
    async close() {
      await schedule.stop()
      await transfers.close()
    }
  }
}

function isEmpty(store: Store): boolean {
  return store.count('articles') + store.count('notes') + store.count('lists') === 0
}

async function isSound(assets: Assets, name: string): Promise<boolean> {
  try {
    return (await assets.read(name)) !== undefined
  } catch (error) {
    // Damaged on the disk: a good copy heals it.
    if (error instanceof CarrelError && error.code === 'NOT_FOUND') return false
    throw error
  }
}

function counted(changes: readonly { collection: string; after: unknown }[]): {
  restored: number
  removed: number
} {
  const records = changes.filter(({ collection }) => collection !== 'actions')
  const restored = records.filter(({ after }) => after !== undefined).length
  return { restored, removed: records.length - restored }
}
