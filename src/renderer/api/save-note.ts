/** Writing the note of a highlight. */
import { useCallback } from 'react'
import { useApi } from './context'

/** The function answers true once the note is on disk; a failure is shown to the person. */
export function useSaveNote(): (id: string, note: string) => Promise<boolean> {
  const { call, report } = useApi()
  return useCallback(
    async (id, note) => {
      try {
        await call['annotations.update']({ id, note })
        return true
      } catch (error) {
        report(error)
        return false
      }
    },
    [call, report]
  )
}
