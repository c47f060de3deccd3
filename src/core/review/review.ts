/** The review service: what the page of that name asks. The choosing is in shared/domain/review.ts. */
import { CarrelError } from '#shared/contract/errors'
import type { CoreHandlers } from '#shared/contract/index'
import { settingDefaults, settingSchemas } from '#shared/contract/settings'
import { localDay } from '#shared/domain/days'
import { bareHighlights, oldHighlights, weekOf } from '#shared/domain/review'
import type { Actions, Clock, Store } from '#core/ports'

export interface ReviewDeps {
  store: Store
  actions: Actions
  clock: Clock
}

type ReviewHandlers = Pick<CoreHandlers, Extract<keyof CoreHandlers, `review.${string}`>>

export function createReview({ store, actions, clock }: ReviewDeps): ReviewHandlers {
  const daily = (): number => {
    // A value that an older or newer Carrel wrote and this one cannot read counts as not chosen.
    const chosen = settingSchemas.review.safeParse(store.get('settings', 'review')?.value)
    return (chosen.success ? chosen.data : settingDefaults.review).daily
  }
  return {
    'review.get': async ({ bare }) => {
      const today = localDay(clock.now())
      const live = [...store.all('annotations')]
        .filter((a) => a.trashed === undefined && store.get('articles', a.article)?.trashed === undefined)
        .reverse()
      const without = bareHighlights(live)
      const words = live.filter((a) => a.region !== true)
      return {
        today,
        week: weekOf(store.all('articles'), live, today),
        bare: { total: without.length, items: without.slice(0, bare) },
        old: {
          seenToday: live.filter((a) => a.reviewed?.on === today).length,
          items: oldHighlights(words, today, daily())
        }
      }
    },
    'review.seen': async ({ id }) => {
      const today = localDay(clock.now())
      await actions.run('mark a highlight as seen', () => {
        const a = store.get('annotations', id)
        if (!a || a.trashed !== undefined)
          throw new CarrelError('NOT_FOUND', 'That highlight is not in the library any more.', { id })
        if (a.reviewed?.on === today) return []
        const reviewed = { n: (a.reviewed?.n ?? 0) + 1, on: today }
        return [{ op: 'put', collection: 'annotations', record: { ...a, reviewed } }]
      })
      return {}
    }
  }
}
