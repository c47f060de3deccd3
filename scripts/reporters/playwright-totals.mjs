// A Playwright reporter that says why tests were skipped and counts for the closing line of `npm test`.
import { leaveTotals } from './totals.mjs'

export default class PlaywrightTotals {
  #suite
  #errors = 0

  onBegin(_config, suite) {
    this.#suite = suite
  }

  onError() {
    this.#errors++ // outside any test: global setup, a file that does not load
  }

  onEnd() {
    const totals = { passed: 0, failed: this.#errors, skipped: 0 }
    const reasons = new Map()
    for (const test of this.#suite?.allTests() ?? []) {
      const outcome = test.outcome()
      if (outcome === 'unexpected') totals.failed++
      else if (outcome === 'skipped') {
        totals.skipped++
        const notes = [...test.annotations, ...test.results.flatMap((result) => result.annotations ?? [])]
        const reason = notes.find((note) => note.type === 'skip')?.description ?? 'not run'
        reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
      } else totals.passed++
      if (outcome === 'flaky')
        console.log(`  flaky, passed at the second try: ${test.titlePath().join(' › ')}`)
    }
    for (const [reason, count] of reasons) console.log(`  skipped ${count}: ${reason}`)
    leaveTotals('playwright', totals)
  }

  printsToStdio() {
    return false
  }
}
