/** Lines of a PDF's pages → paragraphs. */
import { describe, expect, it } from 'vitest'
import { reflow } from '#core/capture/pdf/reflow'

const line = (
  y: number,
  text: string,
  x = 40
): { page: number; x: number; y: number; size: number; text: string } => ({
  page: 1,
  x,
  y,
  size: 12,
  text
})

describe('reflowing a page', () => {
  it('parts paragraphs of two directions that stand apart', () => {
    const blocks = reflow([
      [
        line(500, 'The north room had twelve lamps, and every one'),
        line(486, 'of them was numbered.'),
        line(460, 'كان في الغرفة الشمالية اثنا عشر مصباحا،', -380),
        line(446, 'وكان كل مصباح منها مرقما.', -380),
        line(420, 'Nobody knew by whom.')
      ]
    ])
    expect(blocks.map((b) => b.text)).toEqual([
      'The north room had twelve lamps, and every one of them was numbered.',
      'كان في الغرفة الشمالية اثنا عشر مصباحا، وكان كل مصباح منها مرقما.',
      'Nobody knew by whom.'
    ])
  })
  it('keeps a line together with its paragraph where only its first word runs the other way', () => {
    const blocks = reflow([
      [
        line(500, 'كان في الغرفة الشمالية اثنا عشر مصباحا،', -380),
        line(486, 'Lamp كان كل مصباح منها مرقما.'),
        line(472, 'ولم يعرف أحد من رقمها.', -380)
      ]
    ])
    expect(blocks).toHaveLength(1)
  })
})
