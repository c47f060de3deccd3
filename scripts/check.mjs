// npm run check: format, lint, types per environment, import walls. All are run; any failure fails.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { at, ensureInstalled, main, tool } from './lib/project.mjs'

/** Fewer modules than this means that dependency-cruiser did not understand the project (it exits 0 then). */
const FEWEST_MODULES = 60

await main(async () => {
  await ensureInstalled()
  /** @type {[string, () => Promise<number>][]} */
  const steps = [
    ['format', () => tool('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.'])],
    ['lint', () => tool('oxlint/bin/oxlint', ['--type-aware', '--deny-warnings', 'src', 'tests', 'scripts'])],
    ...readdirSync(at())
      .filter((name) => /^tsconfig\.(?!base).*\.json$/.test(name))
      .map((name) => [
        `types ${name.split('.')[1]}`,
        () => tool('typescript/bin/tsc', ['-p', name, '--noEmit'])
      ]),
    ['walls', walls]
  ]
  const wanted = process.argv.slice(2)
  const failed = []
  for (const [name, step] of steps) {
    if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue
    const started = Date.now()
    const ok = (await step()) === 0
    console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
    if (!ok) failed.push(name)
  }
  if (failed.length > 0) throw new Error(`check failed: ${failed.join(', ')}.`)
})

/** The import walls, and that there was something to look at. */
async function walls() {
  const cruiser = at('node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const args = [cruiser, 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json']
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: at(),
    encoding: 'utf8',
    maxBuffer: 1 << 30
  })
  if (stderr) console.error(stderr)
  const { modules, summary } = JSON.parse(stdout)
  for (const { rule, from, to } of summary.violations) console.log(`${rule.name}: ${from} → ${to}`)
  const ours = modules.filter(({ source }) => source.startsWith('src/')).length
  const blind = ours < FEWEST_MODULES
  if (blind) console.log(`only ${ours} modules were looked at: the walls were not checked`)
  return blind || summary.violations.length > 0 ? 1 : 0
}
