/** What the core says has changed makes stale what depends on it, and nothing else. */
import { QueryClient } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { invalidateOn } from '../../../src/renderer/api/invalidate'

it('of articles that changed: their rows and details, the lists, the counts', () => {
  const client = new QueryClient()
  const known = [
    ['summary', 'a'],
    ['summary', 'b'],
    ['article', 'a'],
    ['article', 'c'],
    ['body', 'a'],
    ['annotations', 'a'],
    ['list', { kind: 'all' }, 'added', false],
    ['tags'],
    ['info'],
    ['settings'],
    ['history']
  ]
  for (const key of known) client.setQueryData(key, {})
  const stale = (): string[] =>
    known
      .filter((key) => client.getQueryState(key)?.isInvalidated)
      .map((key) => key.filter((part) => typeof part === 'string').join(' '))
  invalidateOn(client, { articles: ['a', 'b', 'z'], actions: ['x'] })
  expect(stale()).toEqual(['summary a', 'summary b', 'article a', 'list added', 'tags', 'info', 'history'])
  invalidateOn(client, { articles: 'many' })
  expect(stale()).toContain('article c')
  expect(stale()).not.toContain('settings')
  client.clear()
})
