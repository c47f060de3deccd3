/** One open article: text, margin, rail, bar, and what they do to one another. */
import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react'
import type { Article } from '#shared/contract/records'
import { cx } from '../../ui/cx'
import { ArticleHead } from './article/article-head'
import { findFootnotes } from './article/footnotes'
import { reveal, scrollToOffset, TOP_MARGIN } from './article/geometry'
import { usePaintedCursor, usePaintedFind, useSurface } from './article/use-surface'
import { stepSize, useAppearance } from './appearance/use-appearance'
import type { OpenPanel } from './bar/reader-bar'
import { cardDate } from './card-date'
import { useCursor } from './cursor/use-cursor'
import { useFind } from './find/use-find'
import { useHighlights } from './highlights/use-highlights'
import { useMarking } from './highlights/use-marking'
import { useReshape } from './highlights/use-reshape'
import { useSelection } from './highlights/use-selection'
import { usePainting } from './highlights/use-painting'
import { Margin } from './margin/margin'
import { NoteDots } from './margin/note-dots'
import { NoText } from './no-text'
import { MarginHead } from './pane/margin-head'
import { Popovers } from './pane/popovers'
import { ReaderFrame } from './pane/reader-frame'
import { useCards } from './pane/use-cards'
import { useCopying } from './pane/use-copy'
import { useLayers } from './pane/use-layers'
import { useReaderKeys } from './pane/use-reader-keys'
import { timeLeft } from './progress'
import { Rail } from './rail'
import { Ruler } from './ruler'
import { useSpeech } from './speech/use-speech'
import type { ReaderProps } from './props'
import css from './reader.module.css'
import { useDocument, useHyphens } from './use-document'
import { useSteps } from './use-history'
import { useJump } from './use-jump'
import { usePrint } from './use-print'
import { moving } from './use-moving'
import { useLinks } from './use-links'
import { usePlace } from './use-place'
import { useCurrentHeading, useScrolledPast, useWidth } from './use-scroll'

/** Narrower than this, notes are dots and a popover. */
const MARGIN_FROM = 700
/** What scrolls can be focused, so that the keyboard can scroll it. */
const SCROLLS = 0

export function ReaderPane(
  props: ReaderProps & {
    article: Article
    html: string | undefined
    /** A PDF: the way back to its pages. */
    toPages?: ReactNode
    /** Its saved text cannot be read: what stands in the place of it all. */
    lost?: ReactNode
  }
): ReactNode {
  const { article, notesOpen, focusMode, onExternalLink, onTagClick } = props
  const pane = useRef<HTMLElement>(null)
  const host = useRef<HTMLDivElement>(null)
  const title = useRef<HTMLHeadingElement>(null)
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const [panel, setPanel] = useState<OpenPanel>()

  const doc = useDocument(host, props.html, article, scroller)
  const look = useAppearance(focusMode, article.id)
  useHyphens(doc, article.lang, look.hyphens)
  const width = useWidth(pane)
  const margin = notesOpen && width >= MARGIN_FROM
  const version = `${look.version} ${width} ${margin}`
  const highlights = useHighlights(doc, article.id)
  const { placed, active, editing, activate } = highlights
  const { selection, clear } = useSelection(doc)
  const surface = useSurface(doc, scroller)
  const cursor = useCursor(surface, scroller, article.lang)
  const find = useFind(surface)
  usePaintedCursor(doc, cursor.at)
  usePaintedFind(doc, find)
  const { progress } = usePlace(doc, scroller, article, props.jump !== undefined, version)
  const scrolled = useScrolledPast(scroller, title)
  const currentHeading = useCurrentHeading(scroller, doc, panel === 'contents')
  const footnotes = useMemo(() => (doc ? findFootnotes(doc) : []), [doc])
  const { focusMark, repaint } = usePainting(doc, highlights)
  const printing = usePrint(doc, article, placed, repaint)
  useJump(doc, scroller, highlights, props.jump)
  const step = useSteps(doc, scroller, article.id)
  const speech = useSpeech(doc, scroller, article.lang)

  const show = useCallback(
    (start: number, end: number) => {
      if (doc && scroller) reveal(scroller, doc, start, end)
    },
    [doc, scroller]
  )

  useLinks(doc, scroller, article, step, onExternalLink)

  /** What colours, notes and copies are about: the selection, else the reading cursor. */
  const target = selection ?? cursor.at
  const activePlaced = placed.find((p) => p.annotation.id === active)

  const marking = useMarking(highlights, target, clear)
  const quoted = target && doc ? doc.map.text.slice(target.start, target.end) : undefined
  const copy = useCopying(article, quoted ?? activePlaced?.annotation.quote.exact)
  const reshape = useReshape(doc, article.id, highlights, target)
  const { toHighlight, toHeading, page } = moving(doc, scroller, highlights, focusMark)
  const layers = useLayers({
    scroller,
    first: [{ open: speech.speaking, close: speech.stop }],
    selection,
    clear,
    cursor,
    highlights,
    find,
    focusMode,
    onToggleFocus: props.onToggleFocus,
    panelOpen: panel !== undefined
  })

  useReaderKeys({
    hasText: doc !== undefined,
    step: toHighlight,
    heading: toHeading,
    page,
    size: (by) => look.change({ size: by === 0 ? null : stepSize(look.size, by) }),
    print: printing.print,
    toPdf: printing.toPdf,
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
    revealPlaced: (p) => show(p.start, p.end),
    focusMark
  })
  const captured = article.snapshots.at(-1)?.captured
  const head = (
    <MarginHead
      highlights={highlights}
      target={target}
      clear={clear}
      refreshed={article.snapshots.length > 1 && captured !== undefined ? cardDate(captured) : undefined}
      articleNote={props.articleNote}
    />
  )
  const showsMargin = margin && doc !== undefined && scroller !== null

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
      scrolled={scrolled}
      timeLeft={props.lost === undefined ? timeLeft(article.words, progress) : ''}
      headings={doc?.headings ?? []}
      currentHeading={currentHeading}
      onHeading={(h) => {
        step(h.offset)
        if (doc && scroller) scrollToOffset(scroller, doc, h.offset, TOP_MARGIN)
      }}
      panel={panel}
      onPanel={setPanel}
      margin={margin}
      under={props.toPages}
    >
      <div
        ref={setScroller}
        className={css['scroller']}
        tabIndex={SCROLLS}
        role="region"
        aria-label={article.title}
      >
        {props.lost}
        <div className={cx(css['page'], margin && css['withMargin'])} hidden={props.lost !== undefined}>
          <div className={css['column']}>
            <ArticleHead
              article={article}
              titleRef={title}
              onExternalLink={onExternalLink}
              onTagClick={onTagClick}
            />
            {!margin && highlights.unplaced.length > 0 && head}
            <div className={css['hostFrame']}>
              <div ref={host} className={css['host']} lang={article.lang} />
              {doc && scroller && !margin && (
                <NoteDots
                  doc={doc}
                  scroller={scroller}
                  placed={placed}
                  active={active}
                  version={version}
                  onActivate={activate}
                />
              )}
            </div>
            {props.html === undefined && <NoText article={article} onExternalLink={onExternalLink} />}
          </div>
          {showsMargin && (
            <div className={css['margin']}>
              <Margin
                doc={doc}
                scroller={scroller}
                placed={placed}
                footnotes={footnotes}
                active={active}
                editing={editing}
                actions={cardActions}
                head={head}
                version={version}
              />
            </div>
          )}
          {margin && !doc && <div className={css['margin']}>{head}</div>}
        </div>
      </div>
      {scroller && look.appearance.ruler && <Ruler scroller={scroller} />}
      {doc && scroller && <Rail doc={doc} scroller={scroller} placed={placed} version={version} />}
      <Popovers
        noted={margin || !doc ? undefined : activePlaced}
        editing={editing === active}
        rectOf={(p) => doc?.map.range(p.start, p.end).getBoundingClientRect() ?? new DOMRect()}
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
