/** Backups by themselves: an hour after the last one, when something has changed since. */
import type { Backups, Clock, Store } from '#core/ports'

const HOUR = 3_600_000
/** How often it is looked whether one is due: the computer may have slept. */
const LOOK_EVERY = 5 * 60_000

export interface Schedule {
  /** Makes one if it is due. Resolves when that is done. */
  look(): Promise<void>
  /** When the next is due (ISO 8601) if `last` is the latest; undefined while there is nothing new to keep. */
  next(last: string | undefined): string | undefined
  /** Resolves when nothing of it is at work any more. */
  stop(): Promise<void>
}

export interface ScheduleParts {
  store: Store
  backups: Backups
  clock: Clock
  every?: number
  /** Hears of a backup that could not be made. */
  failed(error: unknown): void
}

export function createSchedule({
  store,
  backups,
  clock,
  every = LOOK_EVERY,
  failed
}: ScheduleParts): Schedule {
  let changes = 0
  let saved = -1
  let looking: Promise<void> = Promise.resolve()
  let stopped = false
  const unhear = store.onCommit(() => changes++)

  const idle = (): boolean =>
    stopped ||
    store.readOnly !== undefined ||
    backups.paused !== undefined ||
    saved === changes ||
    // An empty library has nothing to lose.
    store.count('articles') + store.count('notes') === 0
  const look = async (): Promise<void> => {
    if (idle()) return
    const [last] = await backups.list()
    if (last && Date.parse(clock.now()) - Date.parse(last.made) < HOUR) return
    const at = changes
    await backups.make('hourly')
    saved = at
  }
  const inTurn = (): Promise<void> => {
    // It is tried again at the next look; what hears of it shows it.
    looking = looking.then(look).catch(failed)
    return looking
  }
  const timer = setInterval(() => void inTurn(), every)
  timer.unref()
  return {
    look: inTurn,
    next(last) {
      if (idle()) return undefined
      return last === undefined ? clock.now() : new Date(Date.parse(last) + HOUR).toISOString()
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      unhear()
      await looking
    }
  }
}
