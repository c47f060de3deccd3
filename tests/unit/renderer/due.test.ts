import { expect, it } from 'vitest'
import { dueWords, today } from '../../../src/renderer/features/library/due'
import { progressLine } from '../../../src/renderer/features/library/format'

it('says days in words, and what is late by how much', () => {
  const words = (due: string, done = false) => dueWords(due, '2026-12-30', done)
  expect(words('2026-12-30')).toEqual({ words: 'Due today', overdue: false })
  expect(words('2026-12-31').words).toBe('Due tomorrow')
  expect(words('2027-01-03').words).toBe('Due 3 Jan 2027')
  expect(words('2026-12-29')).toEqual({ words: 'Overdue by 1 day', overdue: true })
  expect(words('2026-11-30').words).toBe('Overdue by 30 days')
  expect(words('2026-11-30', true)).toEqual({ words: 'Due 30 Nov', overdue: false })
  expect(today(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05')
})

it('says how far one is with a list', () => {
  expect(progressLine(9, 5, 220 * 120)).toBe('5 of 9 read, 2 h left')
  expect(progressLine(2, 2, 0)).toBe('2 of 2 read')
  expect(progressLine(0, 0, 0)).toBe('0 articles')
})
