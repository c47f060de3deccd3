/** What stands in the page pane: an article, a page of its own, or an invitation. */
import { useCallback, type ComponentProps, type ReactNode } from 'react'
import type { Linkable } from '#shared/contract/notes'
import { Welcome } from '../features/capture'
import { chooseExport } from '../features/export'
import {
  BulkBar,
  selectOnly,
  useArticleActions,
  useSelection,
  type ArticleDialogs
} from '../features/library'
import { ArticleNote, Mentions, NotesView } from '../features/notes'
import { HighlightsView, Reader } from '../features/reader'
import { ReviewView } from '../features/review'
import { SearchPage } from '../features/search'
import { TagPage } from '../features/tags'
import { useSetting } from '../api/queries'
import { EmptyState } from '../ui/empty-state'
import { Kbd } from '../ui/kbd'
import { openHit } from './open-hit'
import { PageBar } from './page-bar'
import { likePassage, useRoute, type Page } from './routes'
import { openDialog } from './shell-state'
import css from './shell.module.css'

export interface PageProps {
  dialogs: ArticleDialogs
  welcome: boolean
  narrow: boolean
  focusMode: boolean
  libraryOpen: boolean
  notesOpen: boolean
  onToggleLibrary(): void
  onToggleNotes(): void
  onToggleFocus(): void
  onStep(delta: number): void
  onBack(): void
  /** From the search page, back to what was there before. */
  onLeaveSearch(): void
  onLink(url: string): void
  onGo(page: Page): void
}

export function PagePane(props: PageProps): ReactNode {
  const { page, article, jump, open, setQuery } = useRoute()
  const { onGo } = props
  const openNote = useCallback((note: string | undefined) => onGo({ kind: 'notes', note }), [onGo])
  const alike = useCallback(
    (passage: string) => onGo({ kind: 'search', query: likePassage(passage) }),
    [onGo]
  )
  const openLinked = useCallback(
    (to: Linkable): void => {
      if (to.kind === 'article') open(to.id)
      else if (to.kind === 'highlight') open(to.article, { annotation: to.id })
      else if (to.kind === 'tag') onGo({ kind: 'tag', path: to.path })
      else openNote(to.id)
    },
    [open, onGo, openNote]
  )
  if (article !== undefined)
    return (
      <Reader
        articleId={article}
        jump={jump}
        notesOpen={props.notesOpen}
        focusMode={props.focusMode}
        libraryOpen={props.libraryOpen}
        onToggleNotes={props.onToggleNotes}
        onToggleLibrary={props.onToggleLibrary}
        onToggleFocus={props.onToggleFocus}
        onNext={() => props.onStep(1)}
        onPrevious={() => props.onStep(-1)}
        onBack={props.onBack}
        onOpen={open}
        onExternalLink={props.onLink}
        onAlike={alike}
        onTagClick={(path) => props.onGo({ kind: 'tag', path })}
        articleNote={
          <div data-article-note>
            <ArticleNote
              key={article}
              articleId={article}
              onExternalLink={props.onLink}
              onOpenLink={openLinked}
              onOpenNote={openNote}
            />
          </div>
        }
      />
    )
  const bar = <PageBar libraryOpen={props.libraryOpen} onToggleLibrary={props.onToggleLibrary} />
  // Pages with a head of their own have the button beside it; at narrow widths there is nothing for it to show.
  const floatingBar = props.narrow ? undefined : <div className={css['floating']}>{bar}</div>
  if (props.welcome)
    return (
      <main className={css['plain']} data-pane="reader">
        {bar}
        <FirstRun onGo={props.onGo} />
      </main>
    )
  if (page.kind === 'search')
    return (
      <main className={css['plain']} data-pane="reader" aria-label="Search">
        {floatingBar}
        <FoundPage
          dialogs={props.dialogs}
          query={page.query}
          onQuery={setQuery}
          onOpen={(hit) => openHit(hit, open, openNote)}
          onLeave={props.onLeaveSearch}
          onSave={(query) => openDialog({ kind: 'save-search', query })}
        />
      </main>
    )
  if (page.kind === 'highlights')
    return (
      <main className={css['plain']}>
        {floatingBar}
        <HighlightsView
          onOpen={open}
          onAlike={alike}
          onExport={(ids) => chooseExport({ kind: 'articles', ids })}
        />
      </main>
    )
  if (page.kind === 'review')
    return (
      <main className={css['plain']}>
        {floatingBar}
        <ReviewView onOpen={open} />
      </main>
    )
  if (page.kind === 'notes')
    return (
      <main className={css['plain']} aria-label="Notes">
        <NotesView
          note={page.note}
          full={props.focusMode}
          bar={props.narrow ? undefined : bar}
          onToggleFull={props.onToggleFocus}
          onOpenNote={openNote}
          onOpenLink={openLinked}
          onExternalLink={props.onLink}
          onTrashed={() => openDialog({ kind: 'trashed' })}
        />
      </main>
    )
  if (page.kind === 'tag')
    return (
      <main className={css['plain']} data-pane="reader" aria-label="Tag">
        {floatingBar}
        <TagPage
          key={page.path}
          path={page.path}
          onGo={(path) => props.onGo({ kind: 'tag', path })}
          onOpen={open}
          onRename={() => openDialog({ kind: 'rename-tag', path: page.path })}
          onExport={(ids) => chooseExport({ kind: 'articles', ids, title: `#${page.path}` })}
          onRemoved={() => props.onGo({ kind: 'state', state: 'inbox' })}
        >
          <Mentions of={{ kind: 'tag', path: page.path }} onOpenLink={openLinked} />
        </TagPage>
      </main>
    )
  return (
    <main className={css['plain']} data-pane="reader" aria-label="Page" tabIndex={-1}>
      {bar}
      <EmptyState page title="Choose an article to read.">
        <span className={css['hints']}>
          <Kbd keys="j" command="list.next" /> <Kbd keys="k" command="list.previous" /> move,{' '}
          <Kbd keys="Enter" /> open, <Kbd keys="?" command="app.help" /> all keys
        </span>
      </EmptyState>
    </main>
  )
}

/** The search page with what can be done with selected results: as in the list of articles. */
function FoundPage(
  props: Omit<ComponentProps<typeof SearchPage>, 'selected' | 'onSelected' | 'bulk'> & {
    dialogs: ArticleDialogs
  }
): ReactNode {
  const { dialogs, ...page } = props
  const { selected } = useSelection()
  const actions = useArticleActions()
  return (
    <SearchPage
      {...page}
      selected={selected}
      onSelected={selectOnly}
      bulk={
        <BulkBar
          ids={[...selected]}
          inTrash={false}
          actions={actions}
          dialogs={dialogs}
          onClear={() => selectOnly(new Set())}
        />
      }
    />
  )
}

function FirstRun(props: { onGo(page: Page): void }): ReactNode {
  const [, setWelcome] = useSetting('welcome')
  const done = (): void => setWelcome({ done: true })
  return (
    <Welcome
      onAdd={() => openDialog({ kind: 'add' })}
      onFiles={(files) => openDialog({ kind: 'add', start: { files } })}
      onBrowser={() => openDialog({ kind: 'browser' })}
      onWatch={() => openDialog({ kind: 'watch' })}
      onSample={(stayed) => {
        done()
        if (stayed) props.onGo({ kind: 'state', state: 'inbox' })
      }}
      onStartEmpty={done}
    />
  )
}
