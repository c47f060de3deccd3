/** A PDF as its pages: drawn, selectable, found in, marked with the same highlights as its text. */
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { Article } from '#shared/contract/records'
import { quoteWithCitation } from '#shared/domain/quote'
import { useApi, useCall } from '../../../api/context'
import { cx } from '../../../ui/cx'
import { useAppearance } from '../appearance/use-appearance'
import { ReaderBar, type OpenPanel } from '../bar/reader-bar'
import { FindBar } from '../find/find-bar'
import { SelectionToolbar } from '../highlights/selection-toolbar'
import { UnplacedCard } from '../highlights/unplaced-card'
import { useHighlights } from '../highlights/use-highlights'
import { useStableActions } from '../margin/card-actions'
import { NotePopover } from '../margin/note-popover'
import { timeLeft } from '../progress'
import { useSpeech } from '../speech/use-speech'
import type { ReaderProps } from '../props'
import css from '../reader.module.css'
import { AreaFrame } from './area-frame'
import type { Entry, PageLink } from './book'
import { ACTUAL } from './layout'
import { MarkButtons } from './mark-buttons'
import { boxOf, paintPages, placedAt } from './marks'
import './pdf.css'
import { PdfBar, type PdfMode } from './pdf-bar'
import { PdfMargin } from './pdf-margin'
import { PdfRail } from './pdf-rail'
import { useArea } from './use-area'
import { useBook, usePages } from './use-pages'
import { usePdfCommands } from './use-pdf-commands'
import { usePdfCopy } from './use-pdf-copy'
import { usePdfCursor } from './use-pdf-cursor'
import { usePdfFind } from './use-pdf-find'
import { usePdfKeys } from './use-pdf-keys'
import { usePdfMarking } from './use-pdf-marking'
import { usePdfJump, usePdfMoves } from './use-pdf-moves'
import { usePdfPlace } from './use-pdf-place'
import { usePdfSave } from './use-pdf-save'
import { usePdfSelection } from './use-pdf-selection'
import { usePdfView } from './use-pdf-view'

/** What scrolls can be focused, so that the keyboard can scroll it. */
const SCROLLS = 0
const NONE: readonly Entry[] = []

export function PdfPane(
  props: ReaderProps & { article: Article; html: string; snapshot: string; onMode(mode: PdfMode): void }
): ReactNode {
  const { article, notesOpen, focusMode, onExternalLink, onTagClick } = props
  const pane = useRef<HTMLElement>(null)
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const [body, setBody] = useState<HTMLElement | null>(null)
  const [panel, setPanel] = useState<OpenPanel>()
  const [contents, setContents] = useState<readonly Entry[]>(NONE)
  const mark = useCall('articles.mark')
  const { report } = useApi()
  const look = useAppearance(focusMode, article.id)
  const view = usePdfView(pane, scroller, notesOpen)
  const { margin, twoUp } = view
  const { book, error } = useBook(article.id, props.snapshot, props.html)
  const openLink = useRef<(link: PageLink) => void>(undefined)
  const { pages, version, layout, current } = usePages(book, scroller, body, view.options, (link) =>
    openLink.current?.(link)
  )
  const moves = usePdfMoves(pages, scroller, onExternalLink)
  useEffect(() => {
    openLink.current = moves.open
  })
  const hasText = book !== undefined && article.words > 0
  const highlights = useHighlights(book, article.id, true)
  const { placed, active, editing, activate, edit } = highlights

  const { selection, clear } = usePdfSelection(pages)
  const cursor = usePdfCursor(pages, scroller, article.lang, moves.reveal)
  const find = usePdfFind(hasText ? pages : undefined, moves.reveal)
  const area = useArea(pages, scroller)
  // Read aloud follows the text of an article; a PDF is heard as text.
  const speech = useSpeech(undefined, scroller, article.lang)
  const { progress } = usePdfPlace(pages, scroller, article, props.jump !== undefined)
  usePdfJump(pages, props.jump, placed, activate, moves)

  useEffect(() => {
    if (!book) return
    book.contents().then(setContents, report)
  }, [book, report])
  useEffect(() => {
    if (!pages) return
    const now = find.found[find.index]
    paintPages(pages, { placed, active, found: find.found, now, cursor: cursor.at })
  }, [pages, version, layout, placed, active, find.found, find.index, cursor.at])
  useEffect(() => {
    if (!pages) return undefined
    const root = document.documentElement
    const see = (): void => pages.list.setDark(root.dataset['theme'] === 'dark')
    see()
    const observer = new MutationObserver(see)
    observer.observe(root, { attributes: true, attributeFilter: ['data-theme'] })
    return () => observer.disconnect()
  }, [pages])

  const marking = usePdfMarking(pages, article.id, highlights, { selection, clear, area, cursor: cursor.at })
  const { reshape, target } = marking
  const activePlaced = placed.find((p) => p.annotation.id === active)
  const copy = usePdfCopy(article, marking.words ?? activePlaced?.annotation.quote.exact)
  const save = usePdfSave(pages, article, placed)
  const focusMark = (id: string): boolean => {
    const button = scroller?.querySelector<HTMLElement>(`[data-mark="${CSS.escape(id)}"]`)
    button?.focus({ preventScroll: true })
    return button !== null && button !== undefined
  }
  const scale = layout?.scale ?? ACTUAL
  const zoomBy = (by: 1 | -1 | 'width' | 'page'): void => view.zoomBy(by, scale)
  const closeFind = (): void => {
    find.close()
    scroller?.focus({ preventScroll: true })
  }
  const escaped = useRef(0)
  usePdfCommands({
    page: (by) => moves.toPage(Math.min(book?.count ?? 1, Math.max(1, current + by * (twoUp ? 2 : 1)))),
    zoom: zoomBy,
    twoUp: view.toggleTwoUp,
    rotate: view.turn,
    goBack: moves.back ? moves.goBack : undefined,
    mode: props.onMode,
    area
  })
  usePdfKeys({
    props,
    pages,
    hasText,
    current,
    scroller,
    highlights,
    marking,
    moves,
    copy,
    cursor,
    find,
    area,
    look,
    speech,
    selection,
    clear,
    focusMark,
    closeFind,
    // The popover has closed itself with the same key.
    escapes: () => performance.now() - escaped.current < 80 || panel !== undefined,
    contents: () => setPanel((p) => (p === 'contents' ? undefined : 'contents')),
    appearance: () => setPanel('appearance'),
    zoom: zoomBy,
    save
  })
  const cardActions = useStableActions({
    onActivate: activate,
    onEdit: edit,
    onSave: highlights.saveNote,
    onRecolour: highlights.recolour,
    onDelete: highlights.remove,
    quote: (id) => {
      const p = placed.find((x) => x.annotation.id === id)
      return p && quoteWithCitation(article, p.annotation.quote.exact)
    },
    onCopyQuote: copy.withCitation,
    onCopyLink: copy.link,
    onMerge: reshape.mergeWithNext,
    onLink: onExternalLink,
    onTagClick,
    onLeave: (id) => {
      const p = placed.find((x) => x.annotation.id === id)
      if (p) moves.revealPlaced(p)
      if (!focusMark(id)) scroller?.focus({ preventScroll: true })
    }
  })
  useEffect(() => {
    if (!body || !pages) return undefined
    const clicked = (event: MouseEvent): void => {
      const on = event.target instanceof Element ? event.target : undefined
      if (event.button !== 0 || on?.closest('button, a') || !(document.getSelection()?.isCollapsed ?? true))
        return
      activate(placedAt(pages, placed, event.clientX, event.clientY)?.annotation.id)
    }
    body.addEventListener('click', clicked)
    return () => body.removeEventListener('click', clicked)
  }, [body, pages, placed, activate])

  const head = (
    <>
      <UnplacedCard
        unplaced={highlights.unplaced}
        refreshed={undefined}
        canPlace={target !== undefined && !marking.isRegion}
        onPlace={(id) => {
          if (target) highlights.place(id, target.start, target.end)
          clear()
        }}
        onKeep={highlights.keepAsQuote}
      />
      {props.articleNote}
    </>
  )
  return (
    <main
      ref={pane}
      className={cx(css['reader'], focusMode && css['focus'])}
      aria-label="Reader"
      data-pane="reader"
      style={look.style}
    >
      <ReaderBar
        article={article}
        scrolled
        timeLeft={hasText ? timeLeft(article.words, progress) : ''}
        look={look}
        speech={speech}
        headings={contents}
        currentHeading={-1}
        panel={panel}
        onPanel={setPanel}
        onHeading={(h) => moves.open({ dest: h.dest })}
        libraryOpen={props.libraryOpen}
        notesOpen={notesOpen}
        focusMode={focusMode}
        onToggleLibrary={props.onToggleLibrary}
        onToggleNotes={props.onToggleNotes}
        onToggleFocus={props.onToggleFocus}
        onStar={() => void mark({ ids: [article.id], starred: !article.starred })}
        onFind={() => find.show()}
        onCopyCitation={copy.citation}
        onExternalLink={onExternalLink}
        note={margin ? undefined : props.articleNote}
      />
      <h1 className="pdf-title">{article.title}</h1>
      <PdfBar
        page={current}
        count={book?.count ?? 1}
        scale={scale / ACTUAL}
        twoUp={twoUp}
        cameFrom={moves.back?.page}
        onPage={moves.toPage}
        onZoom={view.setZoom}
        onStep={zoomBy}
        onTwoUp={view.toggleTwoUp}
        onRotate={view.turn}
        onArea={area.begin}
        onReturn={moves.goBack}
        onSave={save}
        onMode={props.onMode}
      />
      {find.open && <FindBar find={find} onClose={closeFind} />}
      <div
        ref={setScroller}
        className={cx(css['scroller'], 'pdf-scroller')}
        tabIndex={SCROLLS}
        role="region"
        aria-label={article.title}
      >
        {error !== undefined && (
          <div className={css['message']} role="alert">
            <p>{error} The file itself is kept. Its text, where there is any, can still be read.</p>
          </div>
        )}
        <div className="pdf-row">
          <div ref={setBody} className="pdf-body" lang={article.lang} />
          {margin && (
            <div className="pdf-margin">
              {pages ? (
                <PdfMargin
                  pages={pages}
                  version={version}
                  current={current}
                  scale={scale}
                  placed={placed}
                  active={active}
                  editing={editing}
                  actions={cardActions}
                  head={head}
                />
              ) : (
                head
              )}
            </div>
          )}
        </div>
      </div>
      {pages && scroller && (
        <>
          <PdfRail pages={pages} scroller={scroller} placed={placed} found={find.found} scale={scale} />
          <MarkButtons pages={pages} version={version} placed={placed} onActivate={activate} />
        </>
      )}
      {pages && area.area && <AreaFrame pages={pages} area={area.area} />}
      {!margin && activePlaced && !selection && (
        <NotePopover
          annotation={activePlaced.annotation}
          rect={() => (pages && boxOf(pages, activePlaced)) ?? new DOMRect(0, 0, 0, 0)}
          editing={editing === active}
          actions={cardActions}
          onClose={() => {
            escaped.current = performance.now()
            activate(undefined)
            edit(undefined)
          }}
        />
      )}
      <SelectionToolbar
        selection={selection}
        within={scroller}
        onHighlight={marking.color}
        onNote={marking.note}
        onCopyWithCitation={copy.withCitation}
        onCopy={copy.words}
        onMerge={reshape.canMerge ? reshape.merge : undefined}
        onSplit={reshape.canSplit ? reshape.split : undefined}
        onFind={() => find.show(selection?.text.slice(0, 80))}
        onEscape={clear}
      />
    </main>
  )
}
