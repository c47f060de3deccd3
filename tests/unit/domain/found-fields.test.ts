import { expect, it } from 'vitest'
import type { Article } from '#shared/contract/records'
import { foundFields, pickFields } from '#shared/domain/found-fields'

const article = (fields: Partial<Article>): Article =>
  ({ type: 'webpage', title: 'T', authors: [], ...fields }) as Article
const compared = (ours: Partial<Article>, found: Parameters<typeof foundFields>[1]): unknown =>
  foundFields(article(ours), found).differing.map((f) => [f.field, f.ours, f.found, f.likely])

it('shows what differs, in words, and counts what is the same but for typography', () => {
  const ours = {
    title: 'It’s  an Orchard',
    pages: '1-3',
    isbn: '0-306-40615-2',
    doi: '10.1/ABC',
    issued: '2019'
  }
  const { differing, same } = foundFields(article(ours), {
    type: 'article-journal',
    title: "It's an orchard",
    pages: '1–3',
    isbn: '9780306406157',
    doi: '10.1/abc',
    issued: '2019-04-02',
    authors: [{ family: 'Doe', given: 'Jane' }, { literal: 'Copper Collective' }]
  })
  expect(same).toBe(4)
  expect(differing.map((f) => [f.label, f.ours, f.found])).toEqual([
    ['Authors', '', 'Doe, Jane; Copper Collective'],
    ['Kind', 'Web page', 'Journal article'],
    ['Date', '2019', '2 April 2019']
  ])
  expect(differing.every((f) => f.likely)).toBe(true)
})

it('does not think it likely that a hand-set field, or one that says more, is to be replaced', () => {
  expect(compared({ volume: '1', corrected: ['volume'] }, { volume: '2' })).toEqual([
    ['volume', '1', '2', false]
  ])
  expect(compared({ issued: '2019-04-02' }, { issued: '2019' })).toEqual([
    ['issued', '2 April 2019', '2019', false]
  ])
  expect(compared({ title: 'Orchards: a study' }, { title: 'Orchards' })).toEqual([
    ['title', 'Orchards: a study', 'Orchards', false]
  ])
  const jane = { family: 'Doe', given: 'Jane' }
  expect(compared({ authors: [jane] }, { authors: [{ family: 'Doe', given: 'J.' }] })).toMatchObject([
    ['authors', 'Doe, Jane', 'Doe, J.', false]
  ])
  expect(compared({ authors: [jane] }, { authors: [{ family: 'Roe', given: 'J.' }] })).toMatchObject([
    ['authors', 'Doe, Jane', 'Roe, J.', true]
  ])
})

it('leaves an address that is there, and gives one where there is none', () => {
  expect(compared({ url: 'https://example.org/' }, { url: 'https://arxiv.org/abs/1' })).toEqual([])
  expect(compared({}, { url: 'https://arxiv.org/abs/1' })).toEqual([
    ['url', '', 'https://arxiv.org/abs/1', true]
  ])
})

it('picks only what was ticked', () => {
  expect(pickFields({ title: 'A', volume: '2', issue: undefined }, new Set(['volume', 'issue']))).toEqual({
    volume: '2'
  })
})
