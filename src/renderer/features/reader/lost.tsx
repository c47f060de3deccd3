/** What stands in the reader where an article, or its text, cannot be shown: what is wrong, what was kept, ways on. */
import type { ReactNode } from 'react'
import { CarrelError } from '#shared/contract/errors'
import { Button } from '../../ui/button'
import { commandRegistry } from '../../ui/commands'
import { LibraryButton } from '../../ui/library-button'
import bar from './bar/reader-bar.module.css'
import type { ReaderProps } from './props'
import css from './reader.module.css'

/** The article is there, its saved text is not. Stands below the reader's own bar. */
export function LostText(props: { error: Error; retry(): void }): ReactNode {
  return (
    <Message
      title="We couldn’t read the text of this article."
      text="Its saved text is missing or damaged. Your tags and notes are kept; you can add the text another way."
      details={props.error.message}
    >
      <Button variant="primary" onClick={() => commandRegistry.run('article.give-file')}>
        Choose a file…
      </Button>
      <Button onClick={() => commandRegistry.run('article.give-text')}>Paste text</Button>
      <Button onClick={() => commandRegistry.run('article.saved-original')}>Open the saved copy</Button>
      <Button onClick={props.retry}>Try again</Button>
    </Message>
  )
}

/** There is no such article any more, or it could not be asked for. */
export function LostArticle(props: ReaderProps & { error: Error; retry(): void }): ReactNode {
  const gone = props.error instanceof CarrelError && props.error.code === 'NOT_FOUND'
  return (
    <main className={css['reader']} aria-label="Reader" data-pane="reader">
      <header className={bar['bar']}>
        <LibraryButton libraryOpen={props.libraryOpen} onToggleLibrary={props.onToggleLibrary} />
      </header>
      <Message
        title={gone ? 'This article is not here.' : 'We couldn’t open this article.'}
        text={
          gone
            ? 'It may have been removed in another window, or for good from the trash.'
            : 'Nothing of it was changed.'
        }
        details={props.error.message}
      >
        <Button variant="primary" onClick={props.onBack}>
          Back to the list
        </Button>
        {!gone && <Button onClick={props.retry}>Try again</Button>}
      </Message>
    </main>
  )
}

function Message(props: { title: string; text: string; details: string; children: ReactNode }): ReactNode {
  return (
    <div className={css['message']} role="alert">
      <h1>{props.title}</h1>
      <p>{props.text}</p>
      <div className={css['ways']}>{props.children}</div>
      <details className={css['details']}>
        <summary>Details</summary>
        <p>{props.details}</p>
      </details>
    </div>
  )
}
