import { describe, expect, it } from 'vitest'
import { placeBefore } from '../../../src/renderer/features/library/reorder'
import { toRows } from '../../../src/renderer/features/library/virtual-rows'

describe('dropping rows', () => {
  const ids = ['a', 'b', 'c', 'd']
  it('puts them before the row after the edge', () => {
    expect(placeBefore(ids, ['d'], 'b', 'top')).toBe('b')
    expect(placeBefore(ids, ['a'], 'b', 'bottom')).toBe('c')
    expect(placeBefore(ids, ['a'], 'd', 'bottom')).toBeNull()
  })
  it('never names a row that moves itself as the landmark', () => {
    expect(placeBefore(ids, ['b', 'c'], 'a', 'bottom')).toBe('d')
    expect(placeBefore(ids, ['c', 'd'], 'b', 'bottom')).toBeNull()
  })
})

describe('rows with sections', () => {
  it('has a heading before each run, and none for those without', () => {
    const sections: Record<string, string> = { c: 'One', d: 'One', e: 'Two' }
    const rows = toRows(['a', 'b', 'c', 'd', 'e'], (id) => sections[id] ?? '')
    expect(rows.map((r) => (r.kind === 'section' ? `# ${r.title}` : r.id))).toEqual([
      'a',
      'b',
      '# One',
      'c',
      'd',
      '# Two',
      'e'
    ])
    expect(rows.flatMap((r) => (r.kind === 'article' ? r.position : []))).toEqual([0, 1, 2, 3, 4])
  })
})
