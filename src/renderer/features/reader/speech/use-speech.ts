/**
 * Reading aloud with the system's own voices, offline: one utterance a sentence, and the sentence is lit. Voices that
 * send the text away (`localService` false) are never used; where there are no others, it is not offered.
 */
import { useCallback, useEffect, useRef, useState } from 'react'
import { announce } from '../../../ui/announce'
import { offsetAtY, reveal, TOP_MARGIN } from '../article/geometry'
import type { ReadingDoc } from '../article/reading-doc'
import { sentencesOf } from '../cursor/sentences'
import { paintSpoken } from '../highlights/paint'

export interface Speech {
  /** There is a local voice. */
  available: boolean
  speaking: boolean
  /** Begins at the first line on screen, or stops. */
  toggle(): void
  stop(): void
}

/** The local voice that fits the language best. */
export function chooseVoice<V extends { lang: string; localService: boolean; default: boolean }>(
  voices: readonly V[],
  lang: string | undefined
): V | undefined {
  const local = voices.filter((v) => v.localService)
  const tag = (s: string): string => s.toLowerCase().replace('_', '-')
  const wanted = tag(lang ?? 'en')
  return (
    local.find((v) => tag(v.lang) === wanted) ??
    local.find((v) => tag(v.lang).split('-')[0] === wanted.split('-')[0]) ??
    local.find((v) => v.default) ??
    local[0]
  )
}

export function useSpeech(
  doc: ReadingDoc | undefined,
  scroller: HTMLElement | null,
  lang: string | undefined
): Speech {
  const [voice, setVoice] = useState<SpeechSynthesisVoice>()
  const [speaking, setSpeaking] = useState(false)
  /** Grows with every start and stop: an utterance of another turn goes no further. */
  const turn = useRef(0)

  useEffect(() => {
    const synthesis = 'speechSynthesis' in window ? window.speechSynthesis : undefined
    if (!synthesis) return undefined
    const look = (): void => setVoice(chooseVoice(synthesis.getVoices(), lang))
    look()
    // The list comes late on most systems.
    synthesis.addEventListener('voiceschanged', look)
    return () => synthesis.removeEventListener('voiceschanged', look)
  }, [lang])

  const stop = useCallback(() => {
    turn.current++
    setSpeaking(false)
    paintSpoken(undefined)
    if ('speechSynthesis' in window) window.speechSynthesis.cancel()
  }, [])
  useEffect(() => stop, [doc, stop])

  const start = (): void => {
    if (!doc || !scroller || !voice) return
    const mine = ++turn.current
    const from = offsetAtY(doc, scroller.getBoundingClientRect().top + TOP_MARGIN)
    setSpeaking(true)
    const say = (paragraph: number, after: number): void => {
      const p = doc.map.paragraphs[paragraph]
      if (!p) {
        stop()
        announce('The end of the article')
        return
      }
      const sentence = sentencesOf(doc.map.text, p, lang).find((s) => s.end > after)
      if (!sentence) {
        say(paragraph + 1, p.end)
        return
      }
      const utterance = new SpeechSynthesisUtterance(doc.map.text.slice(sentence.start, sentence.end))
      utterance.voice = voice
      utterance.lang = lang ?? voice.lang
      utterance.onstart = () => {
        if (turn.current !== mine) return
        paintSpoken(doc.map.range(sentence.start, sentence.end))
        reveal(scroller, doc, sentence.start, sentence.end)
      }
      utterance.onend = () => {
        if (turn.current === mine) say(paragraph, sentence.end)
      }
      utterance.onerror = (event) => {
        if (turn.current !== mine) return
        stop()
        if (event.error !== 'canceled' && event.error !== 'interrupted')
          announce('The voice has stopped. Nothing else was lost.')
      }
      window.speechSynthesis.speak(utterance)
    }
    say(Math.max(0, doc.map.paragraphAt(from)), from)
  }

  return {
    available: voice !== undefined,
    speaking,
    toggle: () => (speaking ? stop() : start()),
    stop
  }
}
