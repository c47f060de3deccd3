/** Above the text: source, date and length; title; authors and tags. */
import type { ReactNode, Ref } from 'react'
import type { Article } from '#shared/contract/records'
import { showDate } from '#shared/domain/dates'
import { showName } from '#shared/domain/names'
import { minutes, showMinutes } from '#shared/domain/words'
import css from './article-head.module.css'

export function ArticleHead(props: {
  article: Article
  titleRef: Ref<HTMLHeadingElement>
  onExternalLink(url: string): void
  onTagClick(path: string): void
}): ReactNode {
  const { article } = props
  const source = article.container ?? hostOf(article.url)
  const authors = article.authors.map(showName).join(', ')
  return (
    <header className={css['head']}>
      <p className={css['line']}>
        {source !== undefined &&
          (article.url !== undefined && /^https?:/i.test(article.url) ? (
            <a
              className={css['source']}
              href={article.url}
              onClick={(e) => {
                e.preventDefault()
                props.onExternalLink(article.url ?? '')
              }}
            >
              {source}
            </a>
          ) : (
            <span className={css['source']}>{source}</span>
          ))}
        {article.issued !== undefined && article.issued !== '' && <span>{showDate(article.issued)}</span>}
        {article.words > 0 && <span>{showMinutes(minutes(article.words))}</span>}
      </p>
      <h1 ref={props.titleRef} className={css['title']} dir="auto" lang={article.lang}>
        {article.title}
      </h1>
      {(authors !== '' || article.tags.length > 0) && (
        <div className={css['people']}>
          {authors !== '' && <span dir="auto">{authors}</span>}
          {article.tags.map((tag) => (
            <button key={tag} type="button" className={css['tag']} onClick={() => props.onTagClick(tag)}>
              {tag}
            </button>
          ))}
        </div>
      )}
    </header>
  )
}

function hostOf(url: string | undefined): string | undefined {
  if (url === undefined) return undefined
  try {
    return new URL(url).hostname.replace(/^www\./, '') || undefined
  } catch {
    // An address that is none has no host to show.
    return undefined
  }
}
