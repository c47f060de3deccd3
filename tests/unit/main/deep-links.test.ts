import { expect, it } from 'vitest'
import { highlightIn } from '../../../src/main/deep-links'

it('reads carrel://highlight/ID and nothing else', () => {
  const id = '01h4q8e7zc5k3m9npw'
  expect(highlightIn(`carrel://highlight/${id}`)).toBe(id)
  expect(highlightIn(`carrel://highlight/${id}/`)).toBe(id)
  for (const other of [
    `carrel://article/${id}`,
    'carrel://highlight/../../etc',
    `https://highlight/${id}`,
    `carrel://highlight/${id}?x=1`,
    '--flag'
  ])
    expect(highlightIn(other)).toBeUndefined()
})
