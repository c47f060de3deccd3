import { expect, it } from 'vitest'
import { completions } from '../../../src/renderer/features/tags/complete'
import { renameEffect } from '../../../src/renderer/features/tags/rename-dialog'
import { tagTree } from '../../../src/renderer/features/tags/tree'

it('makes a tree of paths, with parents that are no tags themselves', () => {
  const tree = tagTree([
    { path: 'method/interviews', count: 1 },
    { path: 'Zebra', count: 2 },
    { path: 'Method/surveys', count: 3, color: 'blue' },
    { path: 'apple', count: 1 }
  ])
  expect(tree.map((n) => n.name)).toEqual(['apple', 'method', 'Zebra'])
  expect(tree[1]?.count).toBe(0)
  expect(tree[1]?.children.map((n) => [n.name, n.count, n.color])).toEqual([
    ['interviews', 1, undefined],
    ['surveys', 3, 'blue']
  ])
})

it('completes, forgives, and offers to make what is not there', () => {
  const tags = ['higher-education', 'method', 'method/interviews', 'παιδεία']
  expect(completions('me', tags).map((c) => c.path)).toEqual(['method', 'method/interviews', 'me'])
  expect(completions('METHOD', tags).some((c) => c.isNew)).toBe(false)
  expect(completions('interv', tags)[0]?.path).toBe('method/interviews')
  expect(completions('educaton', tags)[0]?.path).toBe('higher-education')
  expect(completions('  ', tags)).toHaveLength(4)
})

it('says what a rename would do', () => {
  const tags = ['method', 'method/interviews', 'craft']
  expect(renameEffect('method', 'craft', tags)).toBe('Merges #method into #craft.')
  expect(renameEffect('method', 'way', tags)).toBe('1 nested tag moves along.')
  expect(renameEffect('craft', 'Craft', tags)).toBeUndefined()
})
