import { describe, expect, it } from 'vitest'
import { layoutCards, type CardBox } from '../../../src/renderer/features/reader/margin/layout'
import { seeded } from '../domain/generated-text'

const touches = (cards: readonly CardBox[], tops: readonly number[], gap = 8): boolean =>
  cards.some((c, i) => i + 1 < cards.length && (tops[i] ?? 0) + c.height + gap > (tops[i + 1] ?? 0) + 1)

describe('layoutCards', () => {
  it('leaves cards that do not touch where they want to be', () => {
    expect(layoutCards([100, 300, 500].map((want) => ({ want, height: 80 })))).toEqual([100, 300, 500])
  })

  it('lets touching cards share the shift', () => {
    const tops = layoutCards([
      { want: 200, height: 92 },
      { want: 200, height: 92 }
    ])
    expect(tops).toEqual([150, 250])
  })

  it('never goes above the top', () => {
    const tops = layoutCards([0, 0, 0].map((want) => ({ want, height: 100 })))
    expect(tops).toEqual([0, 108, 216])
  })

  it('keeps the active card on its line and pushes the others', () => {
    const cards = [200, 210, 220, 600].map((want) => ({ want, height: 60 }))
    const tops = layoutCards(cards, 1)
    expect(tops[1]).toBe(210)
    expect(touches(cards, tops)).toBe(false)
    expect(tops[3]).toBe(600)
  })

  it('never lets cards touch, whatever they want', () => {
    const random = seeded(9)
    for (let round = 0; round < 200; round++) {
      const n = 1 + Math.floor(random() * 40)
      const cards = Array.from({ length: n }, () => ({
        want: Math.floor(random() * 3000),
        height: 20 + Math.floor(random() * 200)
      })).sort((a, b) => a.want - b.want)
      expect(touches(cards, layoutCards(cards))).toBe(false)
      const active = Math.floor(random() * n)
      const tops = layoutCards(cards, active)
      expect(touches(cards, tops)).toBe(false)
      expect(tops[active]).toBe(cards[active]?.want)
    }
  })
})
