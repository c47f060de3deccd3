import { expect, it } from 'vitest'
import {
  countLine,
  duration,
  named,
  sourceLine,
  timeLine,
  year
} from '../../../src/renderer/features/library/format'

it('writes durations at 220 words a minute', () => {
  expect(duration(10)).toBe('1 min')
  expect(duration(220 * 58)).toBe('58 min')
  expect(duration(220 * 190)).toBe('3 h 10 min')
  expect(duration(220 * 120)).toBe('2 h')
})

it('writes the line above the list', () => {
  expect(countLine(9, 220 * 190)).toBe('9 articles · 3 h 10 min left')
  expect(countLine(1, 0)).toBe('1 article')
  expect(countLine(20_000, 0)).toBe('20,000 articles')
})

it('writes author, source and year as far as they are known', () => {
  const authors = [{ family: 'James', given: 'William' }]
  expect(sourceLine({ authors, container: 'The Harvard Monthly', issued: '1903-03' })).toBe(
    'William James · The Harvard Monthly, 1903'
  )
  expect(sourceLine({ authors, issued: '1919' })).toBe('William James · 1919')
  expect(sourceLine({ authors: [] })).toBe('')
  expect(year('~1903')).toBe('1903')
  expect(year('spring')).toBeUndefined()
})

it('says how much is left to read', () => {
  const s = { words: 2200, progress: 0, read: false, hasText: true }
  expect(timeLine(s)).toBe('10 min')
  expect(timeLine({ ...s, progress: 0.5 })).toBe('5 min left')
  expect(timeLine({ ...s, read: true })).toBe('Read')
  expect(timeLine({ ...s, hasText: false })).toBe('Reference only')
})

it('names one article and counts several', () => {
  expect(named(['Of Studies'], 1)).toBe('“Of Studies”')
  expect(named(['Of Studies'], 3)).toBe('3 articles')
  expect(named([undefined], 1)).toBe('1 article')
})
