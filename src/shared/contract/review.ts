/** Looking back: what was read this week, highlights without a note, a few old ones a day. See domain/review.ts. */
import { z } from 'zod'
import { call } from './define'
import { annotation, day, id } from './records'

export const reviewContract = {
  'review.get': call(
    /** `bare`: how many highlights without a note to answer with, the newest first. */
    z.object({ bare: z.int().min(0).max(1000) }),
    z.object({
      today: day,
      /** Seven days, today first. */
      week: z.array(
        z.object({
          day,
          articles: z.array(z.object({ id, words: z.int(), finished: z.boolean() })),
          highlights: z.int()
        })
      ),
      bare: z.object({ total: z.int(), items: z.array(annotation) }),
      /** As many as the setting says, less those seen today. */
      old: z.object({ seenToday: z.int(), items: z.array(annotation) })
    })
  ),
  /** It was looked at again: it comes back later, and later each time. */
  'review.seen': call(z.object({ id }), z.object({}))
}
