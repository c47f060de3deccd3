import { describe, expect, it } from 'vitest'
import { TagUsage, type Tagged } from '../../../src/shared/domain/tag-suggest'

const article = (title: string, tags: string[], fields: Partial<Tagged> = {}): Tagged => ({
  title,
  tags,
  authors: [],
  ...fields
})
const usageOf = (all: readonly Tagged[]): TagUsage => {
  const usage = new TagUsage()
  for (const a of all) usage.add(a)
  return usage
}
const paths = (usage: TagUsage, ...asked: Tagged[]): string[] => usage.suggest(asked, 5).map((s) => s.path)
const times = (n: number, make: (i: number) => Tagged): Tagged[] =>
  Array.from({ length: n }, (_, i) => make(i))

/** Twenty articles of other things, so that nothing is on everything. */
const REST = times(20, (i) => article(`Other things ${i}`, [`rest/${i % 7}`]))

describe('tags an article may want', () => {
  it('are written as they are written now, after a tag was given capitals', () => {
    const before = times(3, () => article('On desks', ['a', 'method/close']))
    const usage = usageOf([...REST, ...before])
    for (const old of before) {
      usage.remove(old)
      usage.add({ ...old, tags: ['a', 'Method/Close'] })
    }
    expect(paths(usage, article('On lamps', ['a']))).toContain('Method/Close')
  })

  it('come from the tags beside those it has', () => {
    const usage = usageOf([...REST, ...times(4, (i) => article(`A ${i}`, ['method', 'fieldwork']))])
    expect(usage.suggest([article('New', ['method'])], 5)).toEqual([
      { path: 'fieldwork', why: { kind: 'tag', name: 'method' } }
    ])
  })
  it('from its author and its journal, however they are written', () => {
    const woolf = times(3, (i) =>
      article(`Essay ${i}`, ['Essays'], { authors: [{ family: 'Woolf', given: 'V.' }] })
    )
    const science = times(6, (i) => article(`Paper ${i}`, ['lab'], { container: 'Science' }))
    const usage = usageOf([...REST, ...woolf, ...science])
    expect(paths(usage, article('New', [], { authors: [{ family: 'WOOLF', given: 'V' }] }))).toEqual([
      'Essays'
    ])
    expect(paths(usage, article('New', [], { container: 'science' }))).toEqual(['lab'])
  })
  it('from words of the title: as the name of a tag, and as others used them', () => {
    const usage = usageOf([
      ...REST,
      article('Any', ['method/Close reading']),
      ...times(4, (i) => article(`Marginalia ${i}`, ['book history'])),
      article('Some', ['學習'])
    ])
    expect(paths(usage, article('A close reading of lamps', []))).toEqual(['method/Close reading'])
    expect(paths(usage, article('Marginália again', []))).toEqual(['book history'])
    expect(paths(usage, article('論學習之道', []))).toEqual(['學習'])
  })
  it('are never those it has, nor those above them', () => {
    const usage = usageOf([...REST, ...times(5, () => article('Lamps', ['light', 'light/oil', 'home']))])
    expect(paths(usage, article('Lamps', ['light/oil']))).toEqual(['home'])
    expect(paths(usage, article('Lamps', ['Light/Oil', 'HOME']))).toEqual([])
  })
  it('are not what is on everything anyway, nor what one chance meeting says', () => {
    const all = times(30, (i) =>
      article(`Thing ${i} with lamps`, ['everything', ...(i === 0 ? ['once'] : [])])
    )
    expect(paths(usageOf(all), article('Another thing with chairs', []))).toEqual([])
  })
  it('for several articles, what most of them want, not what one does', () => {
    const usage = usageOf([
      ...REST,
      ...times(5, () => article('Lamps', ['light'])),
      ...times(5, () => article('Chairs', ['furniture']))
    ])
    const asked = [article('Lamps', []), article('Lamps again', []), article('Chairs', [])]
    expect(paths(usage, ...asked)).toEqual(['light'])
  })
  it('go when the articles go', () => {
    const usage = usageOf(REST)
    const lamps = times(5, () => article('Lamps', ['light']))
    for (const a of lamps) usage.add(a)
    expect(paths(usage, article('Lamps', []))).toEqual(['light'])
    for (const a of lamps) usage.remove(a)
    expect(usage.suggest([article('Lamps', [])], 5)).toEqual([])
  })
  it('holds at 10,000 articles: the habit of a journal is found among 400 tags', () => {
    const all = times(10_000, (i) =>
      article(
        `Title ${i} on ${['lamps', 'chairs', 'rooms', 'paper'][i % 4]}`,
        [`t${i % 400}`, `area/${i % 20}`],
        {
          authors: [{ family: `Author${i % 700}` }],
          container: `Journal ${i % 100}`
        }
      )
    )
    const usage = usageOf(all)
    const found = usage.suggest([article('Untitled', [], { container: 'Journal 7' })], 5)
    // Journal 7 has the articles 7, 107, 207 …: area 7 always, and t7, t107, t207 and t307 in turn.
    expect(found[0]).toEqual({ path: 'area/7', why: { kind: 'container', name: 'Journal 7' } })
    expect(usage.suggest([article('Untitled', ['t7'])], 1)[0]?.path).toBe('area/7')
  })
})
