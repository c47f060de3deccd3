// npm test [-- --unit | --e2e | --crash | --shots] [arguments of vitest or Playwright]: ends with one line of totals.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt, ensureInstalled, main, tool } from './lib/project.mjs'

const vitest = (args, env) => tool('vitest/vitest.mjs', ['run', ...args], { env: { ...process.env, ...env } })
const playwright = (args, env) =>
  tool('@playwright/test/cli.js', ['test', ...args], { env: { ...process.env, ...env } })

/** Each suite: the name its reporter leaves totals under, and how to run it. */
const suites = {
  unit: { totals: 'vitest', run: vitest },
  e2e: { totals: 'playwright', run: playwright },
  crash: { totals: 'vitest', run: (args, env) => vitest(args, { ...env, CARREL_SUITE: 'crash' }) },
  shots: { totals: 'playwright', run: (args, env) => playwright(args, { ...env, CARREL_SUITE: 'shots' }) }
}

await main(async () => {
  await ensureInstalled()
  const given = process.argv.slice(2)
  const chosen = Object.keys(suites).filter((name) => given.includes(`--${name}`))
  const args = given.filter((arg) => !(arg.startsWith('--') && Object.hasOwn(suites, arg.slice(2))))
  await ensureBuilt()

  const sum = { passed: 0, failed: 0, skipped: 0 }
  let code = 0
  for (const name of chosen.length > 0 ? chosen : ['unit', 'e2e']) {
    const folder = mkdtempSync(join(tmpdir(), 'carrel-totals-'))
    const suite = suites[name]
    const ended = await suite.run(args, { CARREL_TOTALS: folder })
    const file = join(folder, `${suite.totals}.json`)
    const totals = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
    rmSync(folder, { recursive: true, force: true })
    // A suite that ended without totals, or failed without a failed test, crashed: that counts as a failure.
    const crashed = !totals || (ended !== 0 && totals.failed === 0)
    if (crashed) console.log(`The ${name} suite ended with code ${ended} without saying which test failed.`)
    sum.passed += totals?.passed ?? 0
    sum.failed += (totals?.failed ?? 0) + (crashed ? 1 : 0)
    sum.skipped += totals?.skipped ?? 0
    if (ended !== 0) code = 1
  }
  console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
  return sum.failed > 0 ? 1 : code
})
