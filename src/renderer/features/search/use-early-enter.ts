/** Enter that comes before the answer: fingers are faster than any search. */
import { useEffect, useRef } from 'react'

/**
 * `press` remembers an Enter; `take` is called once `text` is answered. Another text, `forget` or leaving drop it, so
 * that what is taken is always an answer to what stood there when Enter was pressed.
 */
export function useEarlyEnter(
  text: string,
  answered: boolean,
  take: () => void
): { press(): void; forget(): void } {
  const waiting = useRef<string | undefined>(undefined)
  useEffect(() => {
    if (waiting.current === undefined) return
    if (waiting.current !== text) waiting.current = undefined
    else if (answered) {
      waiting.current = undefined
      take()
    }
  })
  return {
    press: () => {
      waiting.current = text
    },
    forget: () => {
      waiting.current = undefined
    }
  }
}
