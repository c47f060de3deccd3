import { describe, expect, it } from 'vitest'
import type { Bibliographic } from '#shared/contract/records'
import { makeCitekey, takenIn } from '#shared/domain/citekey'

const none = (): boolean => false
const work = (title: string, family: string, issued?: string, lang?: string): Bibliographic => ({
  type: 'book',
  title,
  authors: family === '' ? [] : [{ family }],
  ...(issued === undefined ? {} : { issued }),
  ...(lang === undefined ? {} : { lang })
})

describe('makeCitekey', () => {
  it.each([
    [work('The Principles of Psychology', 'James', '1890'), 'jamesPrinciplesPsychology1890'],
    [
      work('On the Origin of Species by Means of Natural Selection', 'Darwin', '1859-11-24'),
      'darwinOriginSpeciesMeans1859'
    ],
    [work('Über die Grenzen', 'Müller', '1903'), 'mullerUberGrenzen1903'],
    [work('Über die Grenzen', 'Müller', '1903', 'de-AT'), 'muellerUeberGrenzen1903'],
    [work('Self-Reliance', 'van der Berg', '1841'), 'vanderbergSelfReliance1841'],
    [work('Don’t look back: <i>E. coli</i>', "O'Brien"), 'obrienDontLookBack'],
    [work('L’état de la France', 'Østergård', '1700'), 'ostergardEtatFrance1700'],
    [work('Преступление и наказание', 'Достоевский', '1866'), 'dostoevskiiPrestuplenieNakazanie1866'],
    [work('红楼梦', '曹雪芹', '1791'), 'anon1791'],
    [work('红楼梦 and the Western reader', '王', '2001'), 'WesternReader2001'],
    [work('العدالة', 'الجابري'), 'anon'],
    [work('The', 'Zed', '2010/2012'), 'zedThe2010']
  ])('%j → %s', (fields, key) => {
    expect(makeCitekey(fields, none)).toBe(key)
  })

  it('uses a literal author and always gives ASCII letters and digits', () => {
    const fields = {
      ...work('Ageing {and} \\health, 50%', ''),
      authors: [{ literal: 'The World Health Organization, Geneva' }]
    }
    expect(makeCitekey(fields, none)).toBe('worldhealthorganizationAgeingHealth50')
  })

  it('gives the newcomer a suffix, without regard to capitals, past z', () => {
    const fields = work('Walden', 'Thoreau', '1854')
    const taken = ['THOREAUwalden1854']
    expect(makeCitekey(fields, takenIn(taken))).toBe('thoreauWalden1854a')
    for (let i = 0; i < 26; i++) taken.push(makeCitekey(fields, takenIn(taken)))
    expect(taken.at(-1)).toBe('thoreauWalden1854z')
    expect(makeCitekey(fields, takenIn(taken))).toBe('thoreauWalden1854aa')
  })
})
