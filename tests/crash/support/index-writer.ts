/**
 * The process that gets killed while the index of search is built, kept and saved: `node index-writer.cjs <folder>
 * <folder of search.js> <seed>`. A person's day by chance over the real core, with a real search thread.
 */
import { writeSync } from 'node:fs'
import { createCore } from '../../../src/core/app'
import { spawnInline } from '../../../src/core/workers/inline'
import { spawnFromBuild } from '../../../src/core/workers/spawn'
import { actions, others, perform, running } from './acts'
import { seeded } from './random'

const [dir = '', built = '', seed = '1'] = process.argv.slice(2)
const likely = [
  'import a file',
  'import a file',
  'highlight',
  'capture again',
  'capture again',
  'read in another way',
  'write on in a note',
  'tag',
  'edit the details',
  'undo',
  'redo'
]

async function main(): Promise<void> {
  const random = seeded(Number(seed))
  const [jobs, threads] = [spawnInline(), spawnFromBuild(built)]
  const core = await createCore({
    libraryDir: dir,
    owner: 'index-writer',
    spawn: (entry) => (entry === 'search' ? threads : jobs)(entry),
    fetch: ({ url }) => Promise.reject(new Error(`no network in tests: ${url}`)),
    indexQuietMs: random.below(30)
  })
  const all = { ...actions, ...others }
  const names = [...Object.keys(all), ...likely, ...likely]
  writeSync(1, 'open\n')
  for (;;) {
    const act = all[random.pick(names)]
    if (act) await perform({ core, random }, act)
    // Sometimes quiet for long enough to be saved; and edits while it is being saved.
    if (random.chance(0.2)) await new Promise((resolve) => setTimeout(resolve, random.below(120)))
    if (random.chance(0.1)) await core.handlers['search.query']({ query: 'hurry a page' }, running)
  }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
