/** Bundled and run in a process of its own: opens a library and tells how long search took. Prints one line of JSON. */
import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createCore } from '../../../src/core/app'
import { spawnFromBuild } from '../../../src/core/workers/spawn'

const [dir = '', built = '', how = 'saved'] = process.argv.slice(2)
if (how === 'afresh') rmSync(join(dir, 'cache'), { recursive: true, force: true })
const running = { signal: new AbortController().signal, progress: () => undefined }
const cpu = (): number => (process.cpuUsage().user + process.cpuUsage().system) / 1000

async function main(): Promise<void> {
  let longest = 0
  let turn = performance.now()
  const turns = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - turn)
    turn = now
  }, 1)
  const core = await createCore({ libraryDir: dir, owner: 'a benchmark', spawn: spawnFromBuild(built) })
  const [opened, cpuOpened] = [performance.now(), cpu()]
  longest = 0
  turn = opened
  const first = core.handlers['search.query']({ query: 'oh croied emmz i' }, running).then(({ hits }) => ({
    firstMs: performance.now() - opened,
    firstHits: hits.length
  }))
  await core.searchReady()
  const [readyMs, readyCpu] = [performance.now() - opened, cpu() - cpuOpened]
  const longestMs = longest
  const answer = await first
  const rssMB = process.memoryUsage().rss / 1e6
  clearInterval(turns)
  const closing = performance.now()
  await core.close()
  const closeMs = performance.now() - closing
  const fileMB = statSync(join(dir, 'cache/search.index'), { throwIfNoEntry: false })?.size ?? 0
  console.log(
    JSON.stringify({ readyMs, readyCpu, longestMs, ...answer, rssMB, closeMs, fileMB: fileMB / 1e6 })
  )
}

main().catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
