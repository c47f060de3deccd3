/** How many old highlights a day are shown again: a label and its choices, for a row. */
import type { ReactNode } from 'react'
import { useSetting } from '../../api/queries'
import { Segmented } from '../../ui/segmented'

const CHOICES = [0, 3, 5, 10] as const

export function ReviewSetting(): ReactNode {
  const [review, setReview] = useSetting('review')
  return (
    <>
      <span>Old highlights a day</span>
      <Segmented
        label="Old highlights a day"
        value={String(review.daily)}
        options={CHOICES.map((n) => ({ value: String(n), label: n === 0 ? 'None' : String(n) }))}
        onChange={(n) => setReview({ daily: Number(n) })}
      />
    </>
  )
}
