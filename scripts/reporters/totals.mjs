// Where the runners leave their totals for scripts/test.mjs to add up.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Writes `{ passed, failed, skipped }` for a suite, when scripts/test.mjs is listening. */
export function leaveTotals(suite, totals) {
  const folder = process.env.CARREL_TOTALS
  if (folder) writeFileSync(join(folder, `${suite}.json`), JSON.stringify(totals))
}
