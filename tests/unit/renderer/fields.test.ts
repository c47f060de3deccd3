import { describe, expect, it } from 'vitest'
import type { Article } from '#shared/contract/records'
import { changedFields, dateProblem, toForm } from '../../../src/renderer/features/library/fields'

const article = {
  type: 'webpage',
  title: 'Of Studies',
  authors: [{ family: 'Bacon', given: 'Francis' }, { literal: 'United Nations' }],
  issued: '1625',
  container: 'Essayes'
} as unknown as Article

describe('editing details', () => {
  it('sends nothing when nothing was changed', () => {
    expect(changedFields(article, toForm(article))).toEqual({})
  })
  it('sends an emptied field as empty, and only what differs', () => {
    expect(changedFields(article, { ...toForm(article), container: ' ', volume: '3' })).toEqual({
      container: '',
      volume: '3'
    })
  })
  it('does not split the name of an institution that was not touched', () => {
    const form = toForm(article)
    const { authors } = changedFields(article, { ...form, authors: `${form.authors}\nJames, William\n` })
    expect(authors).toEqual([
      { family: 'Bacon', given: 'Francis' },
      { literal: 'United Nations' },
      { family: 'James', given: 'William' }
    ])
  })
  it.each(['', '1903', '1903-03', '1903-03-15', '1903?', '1903/1904', '-0043', '1903-21'])(
    'takes the date %s',
    (d) => expect(dateProblem(d)).toBeUndefined()
  )
  it.each(['March 1903', '1903-13', '3 1903', '1903-03-32'])('explains the date %s', (d) => {
    expect(dateProblem(d)).toMatch(/1903-03/)
  })
})
