/** A PDF as its pages: drawn, selectable, found in, marked with the same highlights as its text. */
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { Article } from '#shared/contract/records'
import { cx } from '../../../ui/cx'
import { useAppearance } from '../appearance/use-appearance'
import type { OpenPanel } from '../bar/reader-bar'
import { useCursor } from '../cursor/use-cursor'
import { useFind } from '../find/use-find'
import { neighbour } from '../highlights/placement'
import { useHighlights } from '../highlights/use-highlights'
import { MarginHead } from '../pane/margin-head'
import { Popovers } from '../pane/popovers'
import { ReaderFrame } from '../pane/reader-frame'
import { useCards } from '../pane/use-cards'
import { useCopying } from '../pane/use-copy'
import { useLayers } from '../pane/use-layers'
import { useReaderKeys } from '../pane/use-reader-keys'
import { timeLeft } from '../progress'
import { useSpeech } from '../speech/use-speech'
import type { ReaderProps } from '../props'
import css from '../reader.module.css'
import { AreaFrame } from './area-frame'
import type { PageLink } from './book'
import { ACTUAL } from './layout'
import { MarkButtons } from './mark-buttons'
import { boxOf } from './marks'
import './pdf.css'
import { PdfBar, type PdfMode } from './pdf-bar'
import { PdfError } from './pdf-error'
import { PdfMargin } from './pdf-margin'
import { PdfRail } from './pdf-rail'
import { useArea } from './use-area'
import { goingTo, useClicks, useContents, useDarkPages, usePaintedPages } from './use-on-pages'
import { useBook, usePages, usePagesSurface } from './use-pages'
import { usePdfCommands } from './use-pdf-commands'
import { usePdfMarking } from './use-pdf-marking'
import { usePdfJump, usePdfMoves } from './use-pdf-moves'
import { usePdfPlace } from './use-pdf-place'
import { usePdfPrint } from './use-pdf-print'
import { usePdfSave } from './use-pdf-save'
import { usePdfSelection } from './use-pdf-selection'
import { usePdfView } from './use-pdf-view'

/** What scrolls can be focused, so that the keyboard can scroll it. */
const SCROLLS = 0

export function PdfPane(
  props: ReaderProps & {
    article: Article
    /** Undefined while it is on its way: the pages do not wait for it. */
    html: string | undefined
    /** The file, by its name among the assets. */
    source: string
    onMode(mode: PdfMode): void
  }
): ReactNode {
  const { article, notesOpen, focusMode, onExternalLink } = props
  const pane = useRef<HTMLElement>(null)
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const [body, setBody] = useState<HTMLElement | null>(null)
  const [panel, setPanel] = useState<OpenPanel>()
  const look = useAppearance(focusMode, article.id)
  const view = usePdfView(pane, scroller, notesOpen)
  const { margin, twoUp } = view
  const { book, error } = useBook(props.source, props.html)
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
  const { placed, active, editing, activate } = highlights

  const { selection, clear } = usePdfSelection(pages)
  const surface = usePagesSurface(hasText ? pages : undefined, moves.reveal)
  const cursor = useCursor(surface, scroller, article.lang)
  const find = useFind(surface)
  const area = useArea(pages, scroller)
  // Read aloud follows the text of an article; a PDF is heard as text.
  const speech = useSpeech(undefined, scroller, article.lang)
  const { progress } = usePdfPlace(pages, scroller, article, props.jump !== undefined)
  usePdfJump(pages, props.jump, placed, activate, moves)

  const contents = useContents(book)
  usePaintedPages({ pages, version, layout }, highlights, find, cursor)
  useDarkPages(pages)
  useClicks(pages, body, highlights)
  const { focusMark, goTo } = goingTo(scroller, activate, moves)

  const marking = usePdfMarking(pages, article.id, highlights, { selection, clear, area, cursor: cursor.at })
  const { reshape, target } = marking
  const activePlaced = placed.find((p) => p.annotation.id === active)
  const copy = useCopying(article, marking.words ?? activePlaced?.annotation.quote.exact)
  const save = usePdfSave(pages, article, placed)
  const print = usePdfPrint(pages, pane, placed)
  const scale = layout?.scale ?? ACTUAL
  const zoomBy = (by: 1 | -1 | 'width' | 'page'): void => view.zoomBy(by, scale)
  const layers = useLayers({
    scroller,
    first: [{ open: area.area !== undefined, close: area.leave }],
    selection,
    clear,
    cursor,
    highlights,
    find,
    focusMode,
    onToggleFocus: props.onToggleFocus,
    panelOpen: panel !== undefined
  })
  const turnPage = (by: number): void => moves.toPage(Math.min(book?.count ?? 1, Math.max(1, current + by)))
  usePdfCommands({
    page: (by) => turnPage(by * (twoUp ? 2 : 1)),
    zoom: zoomBy,
    twoUp: view.toggleTwoUp,
    rotate: view.turn,
    goBack: moves.back ? moves.goBack : undefined,
    mode: props.onMode,
    save,
    area
  })
  useReaderKeys({
    hasText,
    step: (by) => goTo(neighbour(placed, { id: active, offset: book?.starts.startOf(current) ?? 0 }, by)),
    heading: turnPage,
    page: (by) => scroller?.scrollBy({ top: by * (scroller.clientHeight - 60) }),
    size: (by) => zoomBy(by === 0 ? 'width' : by),
    printTitle: 'Print the PDF with highlights and notes…',
    print,
    toPdf: undefined,
    props,
    highlights,
    marking,
    reshape,
    copy,
    cursor,
    find,
    look,
    speech,
    selection,
    layers,
    setPanel
  })
  const cardActions = useCards({
    article,
    props,
    scroller,
    highlights,
    reshape,
    copy,
    revealPlaced: moves.revealPlaced,
    focusMark
  })
  const head = (
    <MarginHead
      highlights={highlights}
      target={marking.isRegion ? undefined : target}
      clear={clear}
      refreshed={undefined}
      articleNote={props.articleNote}
    />
  )
  return (
    <ReaderFrame
      pane={pane}
      props={props}
      article={article}
      look={look}
      speech={speech}
      find={find}
      copy={copy}
      onCloseFind={layers.closeFind}
      scrolled
      timeLeft={hasText ? timeLeft(article.words, progress) : ''}
      headings={contents}
      currentHeading={-1}
      onHeading={(h) => moves.open({ dest: h.dest })}
      panel={panel}
      onPanel={setPanel}
      margin={margin}
      under={
        <>
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
        </>
      }
    >
      <div
        ref={setScroller}
        className={cx(css['scroller'], 'pdf-scroller')}
        tabIndex={SCROLLS}
        role="region"
        aria-label={article.title}
      >
        {error !== undefined && <PdfError error={error} />}
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
      <Popovers
        noted={margin ? undefined : activePlaced}
        editing={editing === active}
        rectOf={(p) => (pages && boxOf(pages, p)) ?? new DOMRect()}
        actions={cardActions}
        onCloseNote={layers.closePopover}
        selection={selection}
        clear={clear}
        marking={marking}
        reshape={reshape}
        copy={copy}
        onAlike={props.onAlike}
        find={find}
        within={scroller}
      />
    </ReaderFrame>
  )
}
