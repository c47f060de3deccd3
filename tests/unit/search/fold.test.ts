import { describe, expect, it } from 'vitest'
import { foldedWords, foldKey, LONGEST_WORD, wordSpans } from '#shared/domain/fold'
import { seeded } from './helpers/random'

describe('folding', () => {
  it.each([
    ['Čeština, PŘÍLIŠ žluťoučký', 'cestina prilis zlutoucky'],
    ['Łódź · Øster Ægir · Straße', 'lodz oster aegir strasse'],
    ['Σίσυφος ΣΊΣΥΦΟΣ', 'σισυφοσ σισυφοσ'],
    ['İstanbul ISTANBUL ırmak', 'istanbul istanbul irmak'],
    ['الْقَاهِرَة', 'القاهره'],
    ['إسلام أسلم آمن', 'اسلام اسلم امن'],
    ['می‌خواهد ١٩٠٣', 'مي خواهد 1903'],
    ['soft\u00adhyphen e\u0301te\u0301', 'softhyphen ete'],
    ['ʿAbd al-Ghazālī', 'abd al ghazali'],
    ['ﬁne Ａｂｃ ½', 'fine abc 1 2'],
    ["don't—stop", 'don t stop'],
    ['', ''],
    [' \n\t', '']
  ])('%s → %s', (text, folded) => {
    expect(foldKey(text)).toBe(folded)
  })

  it('gives pairs for scripts without spaces, and single characters that stand alone', () => {
    expect(foldedWords('東京都 and 人')).toEqual(['東京', '京都', 'and', '人'])
    expect(foldedWords('カード2枚')).toEqual(['カー', 'ート', '2', '枚'])
    expect(foldedWords('ไทย')).toEqual(['ไท', 'ทย'])
    // Outside the basic plane: two UTF-16 units a character.
    expect(wordSpans('𠀀𠀁')).toEqual([{ word: '𠀀𠀁', start: 0, end: 4, unspaced: true }])
  })

  it('maps every word back to the original text', () => {
    const text = 'Ein Straßencafé (2\u00bd), cafe\u0301s; 東京都!'
    expect(wordSpans(text).map((s) => [text.slice(s.start, s.end), s.word])).toEqual([
      ['Ein', 'ein'],
      ['Straßencafé', 'strassencafe'],
      ['2\u00bd', '21'],
      ['\u00bd', '2'],
      ['cafe\u0301s', 'cafes'],
      ['東京', '東京'],
      ['京都', '京都']
    ])
  })

  it('keeps spans in order and inside the text, and folding folded text changes nothing', () => {
    const random = seeded(7)
    const characters = [...'abcßéÅ İıŁ-\u0301\u00ad\u200b東京都カーไทยاَلة٣😀½ﬁ\ud800']
    for (let run = 0; run < 2000; run++) {
      const text = Array.from({ length: random.below(20) }, () => random.pick(characters)).join('')
      let before = 0
      for (const span of wordSpans(text)) {
        expect(span.start).toBeGreaterThanOrEqual(0)
        expect(span.end).toBeGreaterThan(span.start)
        expect(span.end).toBeLessThanOrEqual(text.length)
        expect(span.start).toBeGreaterThanOrEqual(before)
        expect(foldedWords(span.word)).toEqual([span.word])
        before = span.start
      }
    }
  })

  it('cuts endless words', () => {
    expect(foldedWords('x'.repeat(5000))).toEqual(['x'.repeat(LONGEST_WORD)])
  })
})
