import { describe, expect, it } from 'vitest'
import { completions } from '../../../src/renderer/features/search/completions'

const known = { tags: ['ethics', 'method/close reading'], lists: ['Ch. 2 · Credentials'] }
const labels = (query: string): string[] => completions(query, known).map((o) => o.label)

describe('completions', () => {
  it('offers fields, then their values', () => {
    expect(labels('denial au')).toEqual(['author:'])
    expect(labels('denial ta')).toEqual(['tag:'])
    expect(labels('is:un')).toEqual(['is:unread'])
    expect(labels('-has:')).toContain('-has:note')
    expect(labels('tag:me')).toEqual(['tag:"method/close reading"'])
    expect(labels('tag:"me')).toEqual(['tag:"method/close reading"'])
    expect(labels('list:ch')).toEqual(['list:"Ch. 2 · Credentials"'])
  })

  it('keeps what stands before', () => {
    expect(completions('small "steps a" -is:sta', known)).toEqual([
      { label: '-is:starred', query: 'small "steps a" -is:starred ' }
    ])
  })

  it('is silent where nothing is begun', () => {
    for (const query of ['', 'a', 'denial', 'denial ', 'is:unread ', 'is:unread', 'foo:b', '10:3'])
      expect([query, labels(query)]).toEqual([query, []])
  })
})
