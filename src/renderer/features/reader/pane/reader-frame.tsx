/** What an article and a PDF have around their text: the landmark, the bar, find. */
import type { ReactNode, RefObject } from 'react'
import type { Article } from '#shared/contract/records'
import { useCall } from '../../../api/context'
import { cx } from '../../../ui/cx'
import type { ReaderLook } from '../appearance/use-appearance'
import type { ContentsEntry } from '../bar/contents-panel'
import { ReaderBar, type OpenPanel } from '../bar/reader-bar'
import { FindBar } from '../find/find-bar'
import type { Find } from '../find/use-find'
import type { ReaderProps } from '../props'
import css from '../reader.module.css'
import type { Speech } from '../speech/use-speech'
import type { Copying } from './use-copy'

export interface ReaderFrameProps<E extends ContentsEntry> {
  pane: RefObject<HTMLElement | null>
  props: ReaderProps
  article: Article
  look: ReaderLook
  speech: Speech
  find: Find
  copy: Copying
  onCloseFind(): void
  scrolled: boolean
  timeLeft: string
  headings: readonly E[]
  currentHeading: number
  onHeading(heading: E): void
  panel: OpenPanel
  onPanel(panel: OpenPanel): void
  /** The notes stand beside the text. */
  margin: boolean
  /** Between the bar and find. */
  under?: ReactNode
  children: ReactNode
}

export function ReaderFrame<E extends ContentsEntry>(on: ReaderFrameProps<E>): ReactNode {
  const { props, article, look, find } = on
  const mark = useCall('articles.mark')
  return (
    <main
      ref={on.pane}
      className={cx(css['reader'], props.focusMode && css['focus'])}
      aria-label="Reader"
      data-pane="reader"
      style={look.style}
    >
      <ReaderBar
        article={article}
        scrolled={on.scrolled}
        timeLeft={on.timeLeft}
        look={look}
        headings={on.headings}
        currentHeading={on.currentHeading}
        panel={on.panel}
        onPanel={on.onPanel}
        onHeading={on.onHeading}
        speech={on.speech}
        libraryOpen={props.libraryOpen}
        notesOpen={props.notesOpen}
        focusMode={props.focusMode}
        onToggleLibrary={props.onToggleLibrary}
        onToggleNotes={props.onToggleNotes}
        onToggleFocus={props.onToggleFocus}
        onStar={() => void mark({ ids: [article.id], starred: !article.starred })}
        onFind={() => find.show()}
        onCopyCitation={on.copy.citation}
        onExternalLink={props.onExternalLink}
        note={on.margin ? undefined : props.articleNote}
      />
      {on.under}
      {find.open && <FindBar find={find} onClose={on.onCloseFind} />}
      {on.children}
    </main>
  )
}
