// From opening a library until search is complete: with the index that was saved, against reading everything again, in
// turn. npm run bench -- index-start [1000 10000 30000]
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleSource, root } from './lib/bundle.mjs'
import { hasSearchBench, makeLibrary } from './lib/make-search-library.mjs'

export async function run({ log }) {
  if (!hasSearchBench()) {
    log('skipped: the search benchmark (../shared/bench/search) is not on this machine')
    return
  }
  const program = await bundleSource('tests/bench/lib/index-start.ts', 'index-start', 'cjs')
  const asked = process.argv
    .slice(2)
    .map(Number)
    .filter((n) => n > 0)
  for (const size of asked.length > 0 ? asked : [1000, 10_000]) {
    const dir = mkdtempSync(join(tmpdir(), 'carrel-bench-index-'))
    try {
      await makeLibrary(join(dir, 'library'), size)
      const [afresh, saved] = ['afresh', 'saved'].map((how) => open(program, join(dir, 'library'), how))
      log(`${size} articles; the saved index: ${afresh.fileMB.toFixed(0)} MB`)
      for (const [name, r] of [
        ['everything read', afresh],
        ['saved index', saved]
      ])
        log(
          `  ${name.padEnd(16)} complete after ${(r.readyMs / 1000).toFixed(2)} s (${(r.readyCpu / 1000).toFixed(2)} s CPU), first answer ` +
            `${r.firstMs.toFixed(0)} ms with ${r.firstHits} hits; longest pause ${r.longestMs.toFixed(0)} ms; RSS ${r.rssMB.toFixed(0)} MB; closing ${r.closeMs.toFixed(0)} ms`
        )
      const ratio = (key) => (saved[key] / afresh[key]).toFixed(3)
      log(`  ratio: time ${ratio('readyMs')}, CPU ${ratio('readyCpu')}, RSS ${ratio('rssMB')}`)
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  }
}

function open(program, dir, how) {
  const out = execFileSync(process.execPath, [program, dir, join(root, 'out/main'), how], {
    encoding: 'utf8'
  })
  return JSON.parse(out)
}
