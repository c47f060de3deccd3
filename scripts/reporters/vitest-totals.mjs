// A vitest reporter that counts tests for the closing line of `npm test`.
import { leaveTotals } from './totals.mjs'

export default class VitestTotals {
  onTestRunEnd(modules, unhandledErrors) {
    const totals = { passed: 0, failed: unhandledErrors.length, skipped: 0 }
    for (const module of modules) {
      // A file that could not even be loaded has no tests, and is a failure all the same.
      if (module.errors().length > 0) totals.failed++
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') totals.passed++
        else if (state === 'failed') totals.failed++
        else totals.skipped++
      }
    }
    leaveTotals('vitest', totals)
  }
}
