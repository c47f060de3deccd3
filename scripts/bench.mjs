// npm run bench [-- NAME…]: runs the benchmarks in tests/bench; each module exports run({ log }).
import { readdirSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { at, ensureBuilt, ensureInstalled, main } from './lib/project.mjs'

await main(async () => {
  await ensureInstalled()
  await ensureBuilt()
  const wanted = process.argv.slice(2)
  const names = readdirSync(at('tests/bench'))
    .filter((name) => name.endsWith('.mjs'))
    .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
    .sort()
  if (names.length === 0) throw new Error(`there is no benchmark ${wanted.join(' ') || 'in tests/bench'}.`)
  for (const name of names) {
    const { run } = await import(pathToFileURL(at('tests/bench', name)).href)
    if (typeof run !== 'function') throw new Error(`tests/bench/${name} does not export run().`)
    console.log(`\n${name.replace(/\.mjs$/, '')}`)
    await run({ log: (line) => console.log(`  ${line}`) })
  }
})
