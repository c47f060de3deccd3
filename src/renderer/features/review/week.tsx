/** What was read in the last seven days, day by day. */
import type { ReactNode } from 'react'
import { dayName } from '#shared/domain/days'
import { plural } from '#shared/domain/phrases'
import { minutes, showMinutes } from '#shared/domain/words'
import { useSummary } from '../../api/summaries'
import type { Review } from './use-review'
import css from './review.module.css'

export function Week(props: {
  week: Review['week']
  today: string
  onOpen(article: string): void
}): ReactNode {
  const { week, today } = props
  const most = Math.max(...week.map(words), 1)
  return (
    <ol className={css['week']}>
      {week.map((day) => {
        const all = words(day)
        const facts = [
          all > 0 ? showMinutes(minutes(all)) : '',
          day.highlights > 0 ? plural(day.highlights, 'highlight') : ''
        ].filter((x) => x !== '')
        return (
          <li key={day.day} className={css['day']}>
            <h3 className={css['dayName']}>
              <time dateTime={day.day}>{dayName(day.day, today)}</time>
            </h3>
            <div className={css['dayBody']}>
              {day.articles.length === 0 && day.highlights === 0 ? (
                <p className={css['nothing']}>Nothing</p>
              ) : (
                <>
                  <span className={css['bar']} style={{ inlineSize: `${(all / most) * 100}%` }} />
                  <p className={css['facts']}>{facts.join(' · ')}</p>
                </>
              )}
              {day.articles.length > 0 && (
                <ul className={css['articles']}>
                  {day.articles.map((a) => (
                    <ReadArticle key={a.id} {...a} onOpen={props.onOpen} />
                  ))}
                </ul>
              )}
            </div>
          </li>
        )
      })}
    </ol>
  )
}

/** Words read on a day. */
function words(day: Review['week'][number]): number {
  return day.articles.reduce((sum, a) => sum + a.words, 0)
}

/** `4 articles, 1 h 20 min, 12 highlights`. */
export function weekLine(week: Review['week']): string {
  const articles = new Set(week.flatMap((d) => d.articles.map((a) => a.id))).size
  const all = week.reduce((sum, d) => sum + words(d), 0)
  const highlights = week.reduce((sum, d) => sum + d.highlights, 0)
  if (articles === 0 && highlights === 0) return 'Nothing was read in the last seven days.'
  return [
    plural(articles, 'article'),
    all > 0 ? `about ${showMinutes(minutes(all))}` : '',
    highlights > 0 ? plural(highlights, 'highlight') : ''
  ]
    .filter((x) => x !== '')
    .join(' · ')
}

function ReadArticle(props: {
  id: string
  words: number
  finished: boolean
  onOpen(article: string): void
}): ReactNode {
  const summary = useSummary(props.id).data
  const time = [props.words > 0 ? showMinutes(minutes(props.words)) : '', props.finished ? 'finished' : '']
  return (
    <li>
      <button type="button" className={css['read']} data-review onClick={() => props.onOpen(props.id)}>
        <span className={css['readTitle']} dir="auto" lang={summary?.lang}>
          {summary?.title ?? '…'}
        </span>
        <span className={css['readTime']}>{time.filter((x) => x !== '').join(', ')}</span>
      </button>
    </li>
  )
}
