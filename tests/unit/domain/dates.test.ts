import { describe, expect, it } from 'vitest'
import { edtfToCsl, parseDate, showDate, showYear, yearOf } from '#shared/domain/dates'

describe('parseDate', () => {
  it.each([
    ['1903', '1903'],
    ['1903-03', '1903-03'],
    ['2024-05-01', '2024-05-01'],
    ['2024-05-01T23:30:00-07:00', '2024-05-01'],
    ['2024-05-01 10:00', '2024-05-01'],
    ['20240501', '2024-05-01'],
    ['2024/5/1', '2024-05-01'],
    ['March 1903', '1903-03'],
    ['3 Nov 2024', '2024-11-03'],
    ['November 3rd, 2024', '2024-11-03'],
    ['Nov. 3, 2024, 10:15 a.m.', '2024-11-03'],
    ['Sun, 03 Nov 2024 10:00:00 GMT', '2024-11-03'],
    ['Published on 3 November 2024', '2024-11-03'],
    ['1. März 2024', '2024-03-01'],
    ['1er août 1914', '1914-08-01'],
    ['3 de noviembre de 2024', '2024-11-03'],
    ['2024年5月1日', '2024-05-01'],
    ['25/12/2020', '2020-12-25'],
    ['12/25/2020', '2020-12-25'],
    ['03/04/2020', '2020'],
    ['03.04.2020', '2020-04-03'],
    ['2010–2012', '2010/2012'],
    ['2010-2012', '2010/2012'],
    ['2010–12', '2010/2012'],
    ['May–June 2010', '2010-05/2010-06'],
    ['12–15 May 2010', '2010-05-12/2010-05-15'],
    ['2004–present', '2004/..'],
    ['c. 1850', '1850~'],
    ['1990s', '199X'],
    ['Spring 2010', '2010-21'],
    ['380 BC', '-0379'],
    ['  © 2019 ', '2019']
  ])('%s → %s', (written, edtf) => {
    expect(parseDate(written)).toBe(edtf)
  })

  it.each([
    '',
    'n.d.',
    'yesterday',
    '2024-02-30',
    '2024-13-01',
    '99',
    'In 1903 he wrote of 1890',
    '31 June 2020',
    '%',
    '5 minutes ago'
  ])('refuses %j', (written) => {
    expect(parseDate(written)).toBeUndefined()
  })
})

describe('showing', () => {
  it.each([
    ['1903-03', 'March 1903', '1903'],
    ['2024-05-01', '1 May 2024', '2024'],
    ['2010/2012', '2010–2012', '2010–2012'],
    ['2010-05/2010-06', 'May 2010–June 2010', '2010'],
    ['2004/..', 'since 2004', '2004–'],
    ['../2004', 'until 2004', '–2004'],
    ['1850~', 'c. 1850', 'c. 1850'],
    ['199X', '1990s', '1990s'],
    ['2010-21', 'spring 2010', '2010'],
    ['-0379', '380 BC', '380 BC'],
    ['forthcoming', 'forthcoming', 'forthcoming']
  ])('%s', (edtf, long, year) => {
    expect(showDate(edtf)).toBe(long)
    expect(showYear(edtf)).toBe(year)
  })

  it('knows the year', () => {
    expect([
      yearOf('1903-03'),
      yearOf('-0379'),
      yearOf('../2004'),
      yearOf('forthcoming'),
      yearOf(undefined)
    ]).toEqual([1903, -379, 2004, undefined, undefined])
    expect(showYear(undefined)).toBe('n.d.')
  })
})

describe('edtfToCsl', () => {
  it.each([
    ['1903-03', { 'date-parts': [[1903, 3]] }],
    ['2010/2012', { 'date-parts': [[2010], [2012]] }],
    ['2004/..', { 'date-parts': [[2004], [0]] }],
    ['1850~', { 'date-parts': [[1850]], circa: true }],
    ['199X', { 'date-parts': [[1990], [1999]], circa: true }],
    ['2010-21', { 'date-parts': [[2010]], season: 1 }],
    ['-0379', { 'date-parts': [[-380]] }],
    ['in press', { literal: 'in press' }]
  ])('%s', (edtf, csl) => {
    expect(edtfToCsl(edtf)).toEqual(csl)
  })
})
