import { describe, expect, it } from 'vitest'
import { differences } from '#shared/domain/differences'

const show = (a: string, b: string): string =>
  differences([...a], [...b])
    .map(({ kind, items }) => ({ same: ' ', removed: '-', added: '+' })[kind] + items.join(''))
    .join('|')

describe('differences', () => {
  it.each([
    ['', '', ''],
    ['abc', 'abc', ' abc'],
    ['abc', '', '-abc'],
    ['', 'abc', '+abc'],
    ['abcd', 'abXd', ' ab|-c|+X| d'],
    ['abcabba', 'abcabba!', ' abcabba|+!']
  ])('%s → %s', (a, b, expected) => expect(show(a, b)).toBe(expected))

  it('give both texts back, whatever they are', () => {
    let seed = 7
    const random = (n: number): number => (seed = (seed * 1103515245 + 12345) % 2147483648) % n
    for (let round = 0; round < 300; round++) {
      const a = Array.from({ length: random(40) }, () => 'abcd'.charAt(random(4)))
      const b = a.flatMap((c) => (random(4) === 0 ? [] : random(5) === 0 ? [c, 'x'] : [c]))
      const runs = differences(a, b)
      expect(runs.flatMap((r) => (r.kind === 'added' ? [] : r.items))).toEqual(a)
      expect(runs.flatMap((r) => (r.kind === 'removed' ? [] : r.items))).toEqual(b)
    }
  })

  it('end soon on texts without anything in common', () => {
    const [a, b] = [
      Array.from({ length: 20_000 }, (_, i) => i),
      Array.from({ length: 20_000 }, (_, i) => -1 - i)
    ]
    expect(differences(a, b).map((r) => [r.kind, r.items.length])).toEqual([
      ['removed', 20_000],
      ['added', 20_000]
    ])
  })
})
