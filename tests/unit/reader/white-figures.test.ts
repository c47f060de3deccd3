import { expect, it } from 'vitest'
import { groundOf } from '../../../src/renderer/features/reader/article/white-figures'

const square = (edge: number[], inside: number[]): number[] =>
  Array.from({ length: 24 * 24 }, (_, i) => {
    const [x, y] = [i % 24, Math.floor(i / 24)]
    return x === 0 || y === 0 || x === 23 || y === 23 ? edge : inside
  }).flat()

it('tells figures on white or on nothing from photographs', () => {
  expect(groundOf(square([255, 255, 255, 255], [10, 20, 200, 255]), 24)).toBe('white')
  expect(groundOf(square([0, 0, 0, 0], [0, 0, 0, 255]), 24)).toBe('clear')
  expect(groundOf(square([120, 130, 90, 255], [255, 255, 255, 255]), 24)).toBe('picture')
})
