import { describe, expect, it } from 'vitest'
import { countWords, minutes, showMinutes } from '#shared/domain/words'

describe('countWords', () => {
  it.each([
    ['It’s a well-kept library.', 4],
    ['', 0],
    ['这是一个安静的书桌', 5],
    ['مكتبة هادئة', 2]
  ])('%s', (text, expected) => expect(countWords(text)).toBe(expected))
})

describe('minutes', () => {
  it('is never nothing when there is something', () => {
    expect(minutes(0)).toBe(0)
    expect(minutes(3)).toBe(1)
    expect(minutes(2200)).toBe(10)
  })
  it('is said in hours when it is long', () => {
    expect(showMinutes(59)).toBe('59 min')
    expect(showMinutes(120)).toBe('2 h')
    expect(showMinutes(190)).toBe('3 h 10 min')
  })
})
