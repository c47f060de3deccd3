import { describe, expect, it } from 'vitest'
import { showNames, splitName, splitNames } from '#shared/domain/names'

describe('splitName', () => {
  it.each([
    ['William James', { family: 'James', given: 'William' }],
    ['James, William', { family: 'James', given: 'William' }],
    ['Ludwig van Beethoven', { family: 'van Beethoven', given: 'Ludwig' }],
    ['Simone de Beauvoir', { family: 'de Beauvoir', given: 'Simone' }],
    ['Ἀριστοτέλης', { literal: 'Ἀριστοτέλης' }],
    ['World Health Organization', { literal: 'World Health Organization' }],
    ['老子', { literal: '老子' }]
  ])('%s', (input, expected) => expect(splitName(input)).toEqual(expected))
  it('gives nothing for nothing', () => expect(splitName('  ')).toBeUndefined())
})

describe('splitNames', () => {
  it('splits a byline', () =>
    expect(splitNames('By Jane Doe, John Roe and Max Weber').map((n) => n.family)).toEqual([
      'Doe',
      'Roe',
      'Weber'
    ]))
  it('does not take a family-first name apart', () => expect(splitNames('Doe, Jane')).toHaveLength(1))
})

describe('showNames', () => {
  it('shortens a long byline', () => {
    const names = splitNames('A One; B Two; C Three')
    expect(showNames(names.slice(0, 1))).toBe('A One')
    expect(showNames(names.slice(0, 2))).toBe('A One and B Two')
    expect(showNames(names)).toBe('A One and 2 others')
  })
})
