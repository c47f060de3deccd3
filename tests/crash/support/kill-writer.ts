/**
 * The process that gets killed: `node kill-writer.cjs <folder> <seed> <call>`. A person's day by chance over the real
 * core, several things at once, until it is killed from outside or (`call` not 0) at that call of its store. It prints a
 * JSON line for each frame before it is written, and for each commit after it was answered.
 */
import { writeSync } from 'node:fs'
import type { Thread } from '#core/ports'
import { createCore } from '../../../src/core/app'
import { spawnInline } from '../../../src/core/workers/inline'
import { STEPS, type Step } from '../../../src/core/store/migration/steps'
import { zeroToOne } from './older'
import { actions, others, perform, running, type Desk } from './acts'
import { seeded } from './random'
import { watch, type Line } from './watched-disk'

const [dir = '', seed = '1', killAt = '0'] = process.argv.slice(2)
const random = seeded(Number(seed))
const say = (line: Line): void => void writeSync(1, `${JSON.stringify(line)}\n`)

/** Searching is none of this: a thread that hears and says nothing. */
const deaf: Thread = {
  post: () => undefined,
  onMessage: () => undefined,
  onExit: () => undefined,
  terminate: () => Promise.resolve()
}
/** Likely ones are named more often. */
const likely = [
  'import a file',
  'highlight',
  'highlight',
  'write on in a note',
  'tag',
  'undo',
  'undo',
  'redo',
  'order a list',
  'put on a list'
]
const all = { ...actions, ...others }

async function main(): Promise<void> {
  // The way from the version that was made up for the tests: see older.ts.
  ;(STEPS as Step[]).push(zeroToOne)
  watch(say, Number(killAt))
  const jobs = spawnInline()
  const core = await createCore({
    libraryDir: dir,
    owner: 'kill-writer',
    spawn: (entry) => (entry === 'search' ? deaf : jobs(entry)),
    fetch: ({ url }) => Promise.reject(new Error(`no network in tests: ${url}`))
  })
  const { readOnly, notices } = await core.handlers['library.info']({}, running)
  say({ say: 'open', notices, ...(readOnly === undefined ? {} : { readOnly }) })
  const desk: Desk = { core, random }
  const names = [...Object.keys(all), ...likely]
  await Promise.all(
    Array.from({ length: 3 }, async () => {
      for (;;) {
        const what = random.pick(names)
        const act = all[what]
        if (!act || !(await perform(desk, act))) continue
        say({ say: 'done', what })
        if (what !== 'back up') continue
        const { backups } = await core.handlers['backup.list']({}, running)
        const [newest] = backups
        if (newest) say({ say: 'backup', id: newest.id })
      }
    })
  )
}

main().catch((error: unknown) => {
  say({
    say: 'error',
    message:
      error instanceof Error
        ? (error.stack ?? error.message) +
          (error.cause instanceof Error
            ? `\nbecause ${error.cause.stack ?? error.cause.message} ${JSON.stringify(error.cause)}`
            : '')
        : String(error)
  })
  process.exit(1)
})
