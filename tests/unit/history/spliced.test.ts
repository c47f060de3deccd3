/** A long list's edits are kept as what moved: small, exact in both directions, and kind to what changed meanwhile. */
import { expect, test } from 'vitest'
import { seeded } from '../../crash/support/random'
import { respliced, spliced } from '../../../src/core/history/spliced'

const entry = (n: number, section = '') => ({ article: `a${n}`, why: '', section })
const long = Array.from({ length: 10_000 }, (_, n) => entry(n))

test('one that moved far is two items, a block that moved is itself twice', () => {
  const moved = [...long.slice(0, 10), entry(9000), ...long.slice(10, 9000), ...long.slice(9001)]
  expect(JSON.stringify(spliced(long, moved)).length).toBeLessThan(200)
  const block = [...long.slice(500, 520), ...long.slice(0, 500), ...long.slice(520)]
  expect(JSON.stringify(spliced(long, block)).length).toBeLessThan(4000)
})

test('random edits there and back', () => {
  const random = seeded(11)
  for (let round = 0; round < 300; round++) {
    const before = Array.from({ length: 64 + random.below(60) }, () => entry(random.below(90)))
    const after = [...before]
    for (let k = random.below(12); k >= 0; k--) {
      const [item = entry(1)] = after.splice(random.below(after.length), random.below(3))
      if (random.chance(0.8))
        after.splice(
          random.below(after.length + 1),
          0,
          random.chance(0.5) ? item : entry(random.below(200), 's')
        )
    }
    const made = spliced(before, after)
    if (!made) continue
    expect(respliced(after, made.after, made.before)).toEqual(before)
    expect(respliced(before, made.before, made.after)).toEqual(after)
  }
})

test('what was taken off for good stays off; fields in another order are the same', () => {
  const moved = [...long.slice(1, 200), entry(0), ...long.slice(200)]
  const made = spliced(long, moved)
  const purged = moved
    .filter((e) => e.article !== 'a150')
    .map(({ section, why, article }) => ({ section, why, article }))
  const back = respliced(purged, made?.after, made?.before)
  expect(back).toEqual(long.filter((e) => e.article !== 'a150'))
})

test('short arrays, and such as have little in common, are kept whole', () => {
  expect(spliced([1, 2], [2, 1])).toBeUndefined()
  expect(spliced(long, [...long].reverse())).toBeUndefined()
  expect(respliced(long, long, [])).toBeUndefined()
})
