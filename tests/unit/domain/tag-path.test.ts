import { describe, expect, it } from 'vitest'
import { changeTags, isUnder, parseTagPath, rebase } from '#shared/domain/tag-path'

describe('parseTagPath', () => {
  it.each([
    ['  method ', 'method'],
    ['#method / case study', 'method/case study'],
    ['a//b/', 'a/b'],
    ['παιδεία', 'παιδεία'],
    ['a\u0000b', 'a b'],
    [' / ', undefined],
    ['', undefined]
  ])('%j → %j', (input, expected) => expect(parseTagPath(input)).toBe(expected))
})

describe('nesting', () => {
  it('knows what is under what, without case', () => {
    expect(isUnder('Method/Case', 'method')).toBe(true)
    expect(isUnder('method', 'method')).toBe(true)
    expect(isUnder('methodology', 'method')).toBe(false)
  })
  it('moves a branch', () => expect(rebase('a/b/c', 'a/b', 'x')).toBe('x/c'))
})

describe('changeTags', () => {
  it('adds without doubling and keeps the first spelling', () =>
    expect(changeTags(['Method', 'x'], ['method', 'y'], ['X'])).toEqual(['Method', 'y']))
})
