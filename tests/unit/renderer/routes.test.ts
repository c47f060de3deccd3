import { describe, expect, it } from 'vitest'
import { formatRoute, parseRoute, type Route } from '../../../src/renderer/app/routes'

const A = '01jabcdefgh2345678'.slice(0, 18)
const routes: Route[] = [
  { page: { kind: 'state', state: 'later' }, article: undefined, jump: undefined },
  { page: { kind: 'list', list: A }, article: A, jump: undefined },
  { page: { kind: 'tag', path: 'method/ünder score?&#' }, article: undefined, jump: undefined },
  { page: { kind: 'search', query: 'a & b=c? #d "e"' }, article: undefined, jump: undefined },
  { page: { kind: 'search', query: 'octopus' }, article: A, jump: { paragraph: 12, nonce: 0 } },
  { page: { kind: 'highlights' }, article: A, jump: { annotation: A, nonce: 0 } },
  { page: { kind: 'trash' }, article: undefined, jump: undefined }
]

describe('routes', () => {
  it.each(routes)('come back from the address: $page', (route) => {
    expect(parseRoute(`#${formatRoute(route)}`)).toEqual(route)
  })

  it.each(['', '#', '#/', '#/nowhere', '#/list/../../etc', '#/tag/%E0%A4%A', '#/inbox?a=<script>&p=x'])(
    'lead home or drop what is no id: %s',
    (hash) => {
      const { page, article, jump } = parseRoute(hash)
      expect(article).toBeUndefined()
      expect(jump).toBeUndefined()
      if (!hash.startsWith('#/tag')) expect(page).toEqual({ kind: 'state', state: 'inbox' })
    }
  )
})
