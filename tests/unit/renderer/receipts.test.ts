import { describe, expect, it } from 'vitest'
import type { CaptureResult } from '#shared/contract/capture'
import { chooseReceipts } from '../../../src/renderer/features/capture/receipts'

const result = (status: CaptureResult['status'], i: number): CaptureResult => ({
  input: `${status} ${i}`,
  status,
  missing: []
})
const many = (status: CaptureResult['status'], n: number): CaptureResult[] =>
  Array.from({ length: n }, (_, i) => result(status, i))

describe('the receipts of a run', () => {
  it('are all shown, in order, when they can be looked through', () => {
    const results = [...many('added', 200), ...many('failed', 3)]
    const { shown, more } = chooseReceipts(results)
    expect(shown.map((row) => row.result)).toEqual(results)
    expect(more).toEqual([])
  })
  it('of thousands begin with what was not added, and the counts add up', () => {
    const { shown, more } = chooseReceipts([
      ...many('added', 4990),
      ...many('duplicate', 7),
      ...many('failed', 3)
    ])
    // With their places among all, by which a button knows what to try again.
    expect(shown.slice(0, 3).map((row) => [row.result.status, row.i])).toEqual([
      ['failed', 4997],
      ['failed', 4998],
      ['failed', 4999]
    ])
    expect(shown).toHaveLength(300)
    expect(more).toEqual(['and 4,700 more added whole'])
  })
  it('never hide failures without saying how many', () => {
    expect(chooseReceipts(many('failed', 1000)).more).toEqual(['and 700 more not added'])
  })
})
