import { describe, expect, it } from 'vitest'
import { importSource } from '#core/capture/importers/importers'
import { tidyByline } from '#core/capture/metadata/bylines'
import { showName } from '#shared/domain/names'
import { bytesOf, page } from './support'

describe('a byline', () => {
  it.each([
    ['By Jane Doe', 'Jane Doe'],
    ['Written by: Jane Doe and John Roe', 'Jane Doe and John Roe'],
    ['Jane Doe, Staff Reporter, CNN', 'Jane Doe'],
    ['Jane Doe, PhD, Professor of History', 'Jane Doe'],
    ['By Jane Doe | March 3, 2021 at 9:30 am', 'Jane Doe'],
    ['Jane Doe (http://example.org/~doe)', 'Jane Doe'],
    ['Monday, 3 March 2021', undefined],
    ['Last Updated: January 7, 2025', undefined],
    ['admin', undefined],
    ['Follow Author', undefined],
    ['de la Cruz, Juana', 'de la Cruz, Juana'],
    ['肖春芳', '肖春芳']
  ])('%s', (line, expected) => expect(tidyByline(line)).toBe(expected))
})

describe('authors of a page', () => {
  const read = (head: string, body = ''): [string, string | undefined] => {
    const { fields, origins } = importSource({
      bytes: bytesOf(page('A title', { head, body })),
      format: 'html',
      extraction: 'article',
      url: 'https://site.test/p'
    })
    return [fields.authors.map(showName).join('; '), origins['authors']]
  }
  const ld = (value: unknown): string =>
    `<script type="application/ld+json">${JSON.stringify(value)}</script>`

  it('follows JSON-LD to the person it points at', () =>
    expect(
      read(
        ld({
          '@graph': [
            { '@type': 'Article', headline: 'A title', author: { '@id': 'https://site.test/#jane' } },
            { '@type': 'Person', '@id': 'https://site.test/#jane', name: 'Jane Doe' }
          ]
        })
      )
    ).toEqual(['Jane Doe', 'JSON-LD author']))

  it('takes every name of a marked-up byline, and none of the lists beside it', () =>
    expect(
      read(
        '',
        '<aside class="related"><a rel="author">Someone Else</a></aside>' +
          '<ul class="names"><li><span itemprop="author"><b itemprop="name">Jane Doe</b>, editor</span></li><li><span itemprop="author">John Roe</span></li></ul>'
      )[0]
    ).toBe('Jane Doe; John Roe'))

  it('names nobody where the page names nobody', () =>
    expect(read('<meta name="author" content="admin">')).toEqual(['', undefined]))
})
