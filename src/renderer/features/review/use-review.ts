/** What the page of review asks and does. */
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { CarrelClient } from '#shared/contract/index'
import { useApi } from '../../api/context'
import { keys } from '../../api/queries'
import { undoToast } from '../../ui/undo-toast'

export type Review = Awaited<ReturnType<CarrelClient['review.get']>>

/** `bare`: how many highlights without a note. */
export function useReview(bare: number): UseQueryResult<Review> {
  const { call } = useApi()
  return useQuery({
    queryKey: [...keys.review, bare],
    queryFn: () => call['review.get']({ bare }),
    placeholderData: keepPreviousData
  })
}

export interface ReviewEdits {
  seen(id: string): void
  /** true once it is on disk. */
  saveNote(id: string, note: string): Promise<boolean>
}

export function useReviewEdits(): ReviewEdits {
  const { call, report } = useApi()
  return useMemo(
    () => ({
      seen: (id) => {
        call['review.seen']({ id }).then(() => undoToast('Seen. It comes back later.'), report)
      },
      saveNote: async (id, note) => {
        try {
          await call['annotations.update']({ id, note })
          return true
        } catch (error) {
          report(error)
          return false
        }
      }
    }),
    [call, report]
  )
}
