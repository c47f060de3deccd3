import { describe, expect, it } from 'vitest'
import { frontDoi } from '#core/capture/pdf/front-doi'
import type { Line } from '#core/capture/pdf/lines'

const pageOf = (page: number, ...texts: string[]): Line[] =>
  texts.map((text, i) => ({
    page,
    x: 50,
    y: 800 - i * (700 / Math.max(1, texts.length - 1)),
    size: 10,
    text
  }))
const filler = (n: number): string[] => Array.from({ length: n }, (_, i) => `Line ${i} of the text.`)

describe('the DOI of a PDF', () => {
  it('is the one on the first page, also in a running foot', () =>
    expect(frontDoi([pageOf(1, 'Title', ...filler(8), 'https://doi.org/10.1000/own.1.')])).toBe(
      '10.1000/own.1'
    ))
  it('is not one of a cited work', () => {
    expect(
      frontDoi([
        pageOf(1, 'Title', ...filler(8)),
        pageOf(2, ...filler(3), 'References', 'Roe, J. doi:10.1000/cited')
      ])
    ).toBe(undefined)
    expect(
      frontDoi([
        pageOf(
          1,
          'doi: 10.1000/own',
          'Title',
          ...filler(10),
          'as shown (10.1000/cited) before',
          ...filler(10)
        )
      ])
    ).toBe('10.1000/own')
    expect(
      frontDoi([pageOf(1, ...filler(9), '10.1000/a in the middle', '10.1000/b beside it', ...filler(9))])
    ).toBe(undefined)
  })
  it('may stand on the second page, after a cover, if it says what it is', () => {
    expect(frontDoi([pageOf(1, 'Cover'), pageOf(2, 'DOI 10.1000/own', ...filler(5))])).toBe('10.1000/own')
    expect(frontDoi([pageOf(1, 'Cover'), pageOf(2, 'see 10.1000/other', ...filler(5))])).toBe(undefined)
  })
})
