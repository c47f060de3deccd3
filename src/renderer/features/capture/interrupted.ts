/**
 * A long run of adding that ended with the program (a crash, a power cut) is remembered, so that the next start can say how
 * far it came. What was added is in the library; adding the same files again doubles nothing and adds the rest.
 */
import { useEffect, useEffectEvent } from 'react'
import type { CarrelClient } from '#shared/contract/index'
import { useApi } from '../../api/context'
import { showToast } from '../../ui/toasts'

/** Shorter runs are done again without being told. */
const WORTH_REMEMBERING = 50
/** Held by the window that is adding; other windows of this library see it. */
const LOCK = 'carrel-adding'

/** `reached`: so many are done. Never fails the run: at worst the next start has nothing to tell. */
export function rememberRun(
  call: CarrelClient,
  total: number
): { reached(done: number): void; ended(): void } {
  if (total < WORTH_REMEMBERING) return { reached: () => undefined, ended: () => undefined }
  let release = (): void => undefined
  void navigator.locks.request(LOCK, () => new Promise<void>((resolve) => (release = resolve)))
  // In order: an older count must not come after a newer one, or after the end.
  let last: Promise<unknown> = Promise.resolve()
  const set = (value: { total: number; done: number } | null): void => {
    last = last.then(() => call['settings.set']({ name: 'adding', value })).catch(() => undefined) // see above
  }
  set({ total, done: 0 })
  return {
    reached: (done) => set({ total, done }),
    ended: () => {
      set(null)
      release()
    }
  }
}

/** Once after the start: says what an interrupted run had come to. */
export function useInterrupted(onAdd: () => void): void {
  const { call, report } = useApi()
  const tell = useEffectEvent(async () => {
    const [{ adding }, { held }] = await Promise.all([call['settings.all']({}), navigator.locks.query()])
    if (adding === null || held?.some((lock) => lock.name === LOCK) === true) return
    const number = (n: number): string => n.toLocaleString('en')
    showToast({
      kind: 'error',
      message: `Adding was interrupted after ${number(adding.done)} of ${number(adding.total)} files. Add the same files again: what is there is not doubled.`,
      action: { label: 'Add…', run: onAdd }
    })
    await call['settings.set']({ name: 'adding', value: null })
  })
  useEffect(() => {
    tell().catch(report)
  }, [report])
}
