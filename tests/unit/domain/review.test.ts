import { describe, expect, it } from 'vitest'
import { dayAfter, dayName, daysBetween } from '../../../src/shared/domain/days'
import { isDue, oldHighlights, weekOf, withReading } from '../../../src/shared/domain/review'

const TODAY = '2026-03-09'
const at = (day: string): string => `${day}T12:00:00.000Z`

describe('days', () => {
  it('counts across months, years and changes of the clock', () => {
    expect(daysBetween('2026-02-27', '2026-03-02')).toBe(3)
    expect(daysBetween('2025-12-31', '2026-01-01')).toBe(1)
    expect(dayAfter('2026-03-01', -1)).toBe('2026-02-28')
  })
  it('names the last week by words, what is older by date', () => {
    expect(
      ['2026-03-09', '2026-03-08', '2026-03-06', '2026-03-02', '2025-03-02'].map((d) => dayName(d, TODAY))
    ).toEqual(['Today', 'Yesterday', 'Friday', '2 Mar', '2 Mar 2025'])
  })
})

describe('what was read this week', () => {
  const article = (id: string, fields: object) => ({ id, words: 1000, progress: 0, ...fields })
  it('adds up the words of a day, and keeps the newest hundred days', () => {
    let days = withReading(undefined, TODAY, 100)
    days = withReading(days, TODAY, 50)
    expect(days).toEqual([{ day: TODAY, words: 150 }])
    for (let i = 1; i < 150; i++) days = withReading(days, dayAfter(TODAY, i), 1)
    expect(days).toHaveLength(100)
    expect(days.at(-1)?.day).toBe(dayAfter(TODAY, 149))
  })
  it('puts each article on the days it was read, and says where it was finished', () => {
    const week = weekOf(
      [
        article('a', {
          days: [
            { day: '2026-03-08', words: 300 },
            { day: TODAY, words: 700 }
          ],
          read: at(TODAY)
        }),
        article('b', { days: [{ day: TODAY, words: 900 }] }),
        article('old', { days: [{ day: '2026-03-01', words: 900 }] }),
        article('thrown', { days: [{ day: TODAY, words: 900 }], trashed: at(TODAY) })
      ],
      [{ created: at('2026-03-08') }, { created: at('2026-03-08'), trashed: at(TODAY) }],
      TODAY
    )
    expect(week).toHaveLength(7)
    expect(week[0]?.articles).toEqual([
      { id: 'b', words: 900, finished: false },
      { id: 'a', words: 700, finished: true }
    ])
    expect(week[1]).toEqual({
      day: '2026-03-08',
      articles: [{ id: 'a', words: 300, finished: false }],
      highlights: 1
    })
    expect(week.slice(2).every((d) => d.articles.length === 0)).toBe(true)
  })
  it('counts what was read before days were kept on the day it was finished', () => {
    const week = weekOf([article('a', { progress: 0.5, read: at('2026-03-07') })], [], TODAY)
    expect(week[2]?.articles).toEqual([{ id: 'a', words: 500, finished: true }])
  })
})

describe('old highlights', () => {
  const mark = (id: string, article: string, created: string, reviewed?: { n: number; on: string }) => ({
    id,
    article,
    created: at(created),
    ...(reviewed ? { reviewed } : {})
  })
  const many = Array.from({ length: 40 }, (_, i) => mark(`h${i}`, `a${i % 10}`, '2026-01-01'))

  it('comes back after a week, then later each time', () => {
    expect(isDue(mark('h', 'a', '2026-03-03'), TODAY)).toBe(false)
    expect(isDue(mark('h', 'a', '2026-03-02'), TODAY)).toBe(true)
    expect(isDue(mark('h', 'a', '2026-01-01', { n: 1, on: '2026-02-24' }), TODAY)).toBe(false)
    expect(isDue(mark('h', 'a', '2026-01-01', { n: 1, on: '2026-02-23' }), TODAY)).toBe(true)
    expect(isDue(mark('h', 'a', '2026-01-01', { n: 2, on: '2026-02-23' }), TODAY)).toBe(false)
    expect(isDue(mark('h', 'a', '2020-01-01', { n: 50, on: '2026-02-23' }), TODAY)).toBe(false)
  })
  it('shows as many as wanted, of different articles, the same all day and others tomorrow', () => {
    const today = oldHighlights(many, TODAY, 5)
    expect(today).toHaveLength(5)
    expect(new Set(today.map((h) => h.article)).size).toBe(5)
    expect(oldHighlights([...many].reverse(), TODAY, 5)).toEqual(today)
    expect(oldHighlights(many, '2026-03-10', 5)).not.toEqual(today)
    expect(oldHighlights(many, TODAY, 0)).toEqual([])
  })
  it('leaves the others standing when one is seen', () => {
    const [first, ...rest] = oldHighlights(many, TODAY, 5)
    const after = many.map((h) => (h === first ? { ...h, reviewed: { n: 1, on: TODAY } } : h))
    expect(oldHighlights(after, TODAY, 5)).toEqual(rest)
  })
  it('gives half of the room to those seen before, the longest overdue first', () => {
    const again = [
      mark('r1', 'b1', '2025-01-01', { n: 1, on: '2026-02-20' }),
      mark('r2', 'b2', '2025-01-01', { n: 1, on: '2025-12-01' }),
      mark('r3', 'b3', '2025-01-01', { n: 1, on: '2026-01-01' })
    ]
    const chosen = oldHighlights([...many, ...again], TODAY, 4).map((h) => h.id)
    expect(chosen.slice(0, 2)).toEqual(['r2', 'r3'])
    expect(chosen.filter((id) => id.startsWith('h'))).toHaveLength(2)
    expect(oldHighlights(again, TODAY, 4)).toHaveLength(3)
  })
  it('takes two of one article only where there is nothing else', () => {
    const one = [mark('x', 'a', '2026-01-01'), mark('y', 'a', '2026-01-01')]
    expect(oldHighlights(one, TODAY, 3)).toHaveLength(2)
  })
})
