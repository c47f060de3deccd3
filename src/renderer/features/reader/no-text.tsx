/** A bare reference, or a page whose text could not be read: what it is, and ways to its text. */
import type { ReactNode } from 'react'
import type { Article } from '#shared/contract/records'
import { Button } from '../../ui/button'
import { commandRegistry } from '../../ui/commands'
import css from './reader.module.css'

export function NoText(props: { article: Article; onExternalLink(url: string): void }): ReactNode {
  const { url, abstract } = props.article
  return (
    <div className={css['noText']}>
      {abstract !== undefined && abstract !== '' && <p className={css['abstract']}>{abstract}</p>}
      <p>This is a reference without a text. You can tag it, put it on a list and write a note on it.</p>
      <div className={css['ways']}>
        <Button variant="primary" onClick={() => commandRegistry.run('article.give-text')}>
          Add its text…
        </Button>
        {url !== undefined && url !== '' && (
          <Button onClick={() => props.onExternalLink(url)}>Open the original</Button>
        )}
      </div>
    </div>
  )
}
