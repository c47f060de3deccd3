/** More like this: `like:` through the whole search service. */
import { describe, expect, it } from 'vitest'
import { MemoryLibrary } from './helpers/memory-library'
import { ask, lit, running, start } from './helpers/service'

describe('like:', () => {
  const bees =
    'Honey bees dance on the comb to tell their sisters where nectar and pollen can be gathered that day.'
  const library = async (): Promise<{ library: MemoryLibrary; ids: Record<string, string> }> => {
    const made = new MemoryLibrary()
    const save = async (name: string, texts: string[]): Promise<[string, string]> => [
      name,
      (await made.save(texts, { title: `On ${name}`, citekey: `${name}1990` })).id
    ]
    const filler = Array.from({ length: 12 }, (_, i) => `A chapter on the history of that day, number ${i}.`)
    const ids = Object.fromEntries([
      await save('bees', [bees, 'The waggle dance gives direction and distance to the hive.']),
      await save('hive', [
        ...filler,
        'In the hive the waggle dance of bees tells of pollen and of nectar, and of their distance.'
      ]),
      await save('stocks', ['Shares fell that day, and the bank can tell where their money is to be found.']),
      await save('empty', [])
    ])
    return { library: made, ids }
  }

  it('finds what is most like an article, never the article, by citation key or id', async () => {
    const { library: made, ids } = await library()
    const search = start(made)
    await search.ready()
    for (const query of ['like:bees1990', 'LIKE:Bees1990', `like:${ids['bees']}`]) {
      const hits = await ask(search, query)
      expect(hits[0]).toMatchObject({ id: ids['hive'], field: 'body', paragraph: 12 })
      expect(lit(hits[0])).toEqual(expect.arrayContaining(['waggle', 'dance', 'nectar']))
      expect(hits.map((h) => h.id)).not.toContain(ids['bees'])
    }
    const { ids: matched, facets } = await search.handlers['search.matches'](
      { query: 'like:bees1990', ids: true },
      running
    )
    expect(matched).toContain(ids['hive'])
    expect(matched).not.toContain(ids['bees'])
    expect(facets.type[0]?.count).toBe(matched?.length)
  })

  it('finds what is most like a passage, in other articles than its own', async () => {
    const { library: made, ids } = await library()
    const search = start(made)
    await search.ready()
    const hits = await ask(search, `like:"${bees}"`)
    expect(hits[0]).toMatchObject({ id: ids['hive'], paragraph: 12 })
    // Its own article has another paragraph about the dance.
    expect(hits.map((h) => h.id)).not.toContain(ids['bees'])
  })

  it('keeps filters, and words beside it choose the articles', async () => {
    const { library: made, ids } = await library()
    const search = start(made)
    await search.ready()
    expect((await ask(search, 'like:bees1990 title:stocks')).map((h) => h.id)).toEqual([ids['stocks']])
    expect((await ask(search, 'like:bees1990 bank money')).map((h) => h.id)).toEqual([ids['stocks']])
    expect(new Set((await ask(search, 'like:bees1990 -title:hive')).map((h) => h.id))).toEqual(
      new Set([ids['stocks']])
    )
  })

  it('says what it could not take as meant, and finds nothing for nothing', async () => {
    const { library: made } = await library()
    const search = start(made)
    await search.ready()
    const notes = async (query: string): Promise<string[]> =>
      (await search.handlers['search.query']({ query }, running)).notes
    expect(await notes('like:waggle')).toEqual([
      'No article has the citation key “waggle”, so it was taken as a passage.'
    ])
    expect(await notes('-like:bees1990')).toHaveLength(1)
    expect(await notes('like:bees1990 like:hive1990')).toHaveLength(1)
    expect(await notes('like:')).toEqual([])
    expect(await ask(search, 'like:empty1990')).toEqual([])
    expect(await ask(search, 'like:"zzzz qqqq"')).toEqual([])
  })
})
