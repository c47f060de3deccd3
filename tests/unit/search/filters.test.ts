import { afterEach, describe, expect, it } from 'vitest'
import type { Hit } from '#shared/contract/search'
import { createSearch, type Search } from '#core/search/search'
import { inProcessSpawn } from './helpers/in-process-thread'
import { MemoryLibrary } from './helpers/memory-library'

const clock = { now: () => '2024-05-01T10:00:00Z' }
const running = { signal: new AbortController().signal, progress: () => {} }
let search: Search | undefined
afterEach(async () => search?.close())

const titles = (hits: readonly Hit[]): string[] => [...new Set(hits.map((hit) => hit.title))]

async function library(): Promise<{
  query: (query: string, sort?: 'date' | 'state') => Promise<string[]>
  fields: (query: string) => Promise<string[]>
  matches: (query: string) => Promise<string[]>
  facets: (query: string) => Promise<Record<string, string[]>>
  notes: (query: string) => Promise<string[]>
}> {
  const lib = new MemoryLibrary()
  const habit = await lib.save(['Small steps away from denial.', 'Another word on habit.'], {
    title: 'Habit',
    authors: [{ family: 'James', given: 'William' }],
    issued: '1890',
    tags: ['psychology/habit'],
    read: '2024-04-01T10:00:00Z'
  })
  const will = await lib.save(['Denial of the will, in small steps.'], {
    title: 'Will',
    authors: [{ family: 'Schopenhauer' }],
    issued: '1819',
    tags: ['ethics'],
    type: 'book'
  })
  await lib.save(['Nothing of the kind. Denial.'], { title: 'Octopus', issued: '1903', tags: ['ethics'] })
  await lib.put('notes', lib.note({ article: habit.id, text: 'Compare Freud on small steps.' }))
  await lib.put('annotations', lib.mark(will, { note: 'Against Kant', color: 'rose' }))
  const started = createSearch({ ...lib, spawn: inProcessSpawn(), clock })
  search = started
  await started.ready()
  const nameOf = (id: string): string => lib.store.get('articles', id)?.title ?? ''
  const { handlers } = started
  return {
    query: async (query, sort) =>
      titles((await handlers['search.query']({ query, ...(sort ? { sort } : {}) }, running)).hits),
    fields: async (query) =>
      (await handlers['search.query']({ query }, running)).hits.map((hit) => hit.field),
    notes: async (query) => (await handlers['search.query']({ query }, running)).notes,
    matches: async (query) =>
      ((await handlers['search.matches']({ query, ids: true }, running)).ids ?? []).map(nameOf).sort(),
    facets: async (query) => {
      const { facets } = await handlers['search.matches']({ query }, running)
      return Object.fromEntries(
        Object.entries(facets).map(([field, of]) => [field, of.map((f) => `${f.value} ${f.count}`)])
      )
    }
  }
}

describe('filters, then words', () => {
  it('answers within what the filters leave', async () => {
    const { query } = await library()
    expect((await query('denial small steps')).slice(0, 2).sort()).toEqual(['Habit', 'Will'])
    expect(await query('denial author:james')).toEqual(['Habit'])
    expect((await query('denial tag:ethics')).sort()).toEqual(['Octopus', 'Will'])
    expect(await query('denial tag:ethics -type:book')).toEqual(['Octopus'])
    expect(await query('denial color:rose')).toEqual(['Will'])
    expect(await query('denial tag:nowhere')).toEqual([])
    expect(await query('octopus tag:psychology')).not.toContain('Octopus')
  })

  it('lists articles when filters are all there is', async () => {
    const { query } = await library()
    expect(await query('tag:ethics')).toEqual(['Octopus', 'Will'])
    expect(await query('tag:ethics', 'date')).toEqual(['Octopus', 'Will'])
    expect(await query('year:..1900', 'date')).toEqual(['Habit', 'Will'])
    expect(await query('has:note', 'state')).toEqual(['Will', 'Habit'])
    expect(await query('')).toEqual([])
  })

  it('looks in notes and texts alone', async () => {
    const { query, fields, matches } = await library()
    expect(await query('note:freud')).toEqual(['Habit'])
    expect(await fields('note:"small steps"')).toEqual(['note'])
    expect(await query('note:kant denial')).toEqual(['Will'])
    expect(await fields('text:habit')).toEqual(['body'])
    expect(await query('denial -note:freud -note:kant')).toEqual(['Octopus'])
    expect(await matches('-note:freud tag:psychology')).toEqual([])
    expect(await query('-note:freud tag:ethics')).toEqual(['Octopus', 'Will'])
  })

  it('leaves out what was not understood, and says so', async () => {
    const { query, notes } = await library()
    expect(await query('denial is:purple author:james')).toEqual(['Habit'])
    expect(await notes('denial is:purple author:james')).toHaveLength(1)
  })

  it('counts all that match', async () => {
    const { matches, facets } = await library()
    expect(await matches('denial')).toEqual(['Habit', 'Octopus', 'Will'])
    expect(await matches('denial smal')).toEqual(['Habit', 'Will'])
    expect(await matches('"small steps"')).toEqual(['Habit', 'Will'])
    expect(await matches('-freud tag:psychology')).toEqual([])
    expect(await facets('denial')).toMatchObject({
      tag: ['ethics 2', 'psychology/habit 1'],
      year: ['1819 1', '1890 1', '1903 1'],
      color: ['rose 1'],
      type: ['document 2', 'book 1']
    })
    expect(await matches('zzzzqqq')).toEqual([])
    expect(await matches('???')).toEqual([])
  })
})
