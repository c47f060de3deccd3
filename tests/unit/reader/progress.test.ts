import { expect, it } from 'vitest'
import { ReadShare, timeLeft } from '../../../src/renderer/features/reader/progress'
import { chooseVoice } from '../../../src/renderer/features/reader/speech/use-speech'

it('counts what stood on screen long enough, wherever it stands', () => {
  const read = new ReadShare(18_000, 0)
  read.look(0, 1800, 2)
  expect(read.share).toBe(0)
  read.look(0, 1800, 20)
  expect(read.share).toBeCloseTo(0.1)
  // A jump to the end is a look at the end.
  read.look(16_200, 18_000, 22)
  expect(read.share).toBeCloseTo(0.2)
})

it('goes on from what was read before', () => {
  const read = new ReadShare(1000, 0.5)
  expect(read.share).toBe(0.5)
  read.look(500, 1000, 60)
  expect(read.share).toBe(1)
  expect(timeLeft(2200, 0.5)).toBe('5 min left')
})

it('never uses a voice that sends the text away', () => {
  const voice = (lang: string, localService: boolean, isDefault = false) => ({
    lang,
    localService,
    default: isDefault
  })
  const voices = [voice('de-DE', false), voice('en_GB', true), voice('fr-FR', true, true)]
  expect(chooseVoice(voices, 'de')?.lang).toBe('fr-FR')
  expect(chooseVoice(voices, 'en-US')?.lang).toBe('en_GB')
  expect(chooseVoice([voice('en', false)], 'en')).toBeUndefined()
})
