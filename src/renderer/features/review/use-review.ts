/** What the page of review asks and does. */
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useCallback } from 'react'
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

/** Marks a highlight as seen today. */
export function useSeen(): (id: string) => void {
  const { call, report } = useApi()
  return useCallback(
    (id) => {
      call['review.seen']({ id }).then(() => undoToast('Seen. It comes back later.'), report)
    },
    [call, report]
  )
}
