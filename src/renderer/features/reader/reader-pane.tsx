/** One open article: text, margin, rail, bar, and what they do to one another. */
import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react'
import type { Article } from '#shared/contract/records'
import { quoteWithCitation, authorDate } from '#shared/domain/quote'
import { useApi, useCall } from '../../api/context'
import { linkTo } from '../../api/links'
import { copyToClipboard } from '../../ui/clipboard'
import { cx } from '../../ui/cx'
import { useToast } from '../../ui/toasts'
import { ArticleHead } from './article/article-head'
import { findFootnotes } from './article/footnotes'
import { reveal, scrollToOffset, TOP_MARGIN } from './article/geometry'
import { nextTheme, stepSize, useAppearance } from './appearance/use-appearance'
import { ReaderBar, type OpenPanel } from './bar/reader-bar'
import { cardDate } from './card-date'
import { useCursor } from './cursor/use-cursor'
import { FindBar } from './find/find-bar'
import { useFind } from './find/use-find'
import { SelectionToolbar } from './highlights/selection-toolbar'
import { UnplacedCard } from './highlights/unplaced-card'
import { PENDING, useHighlights } from './highlights/use-highlights'
import { useMarking } from './highlights/use-marking'
import { useReshape } from './highlights/use-reshape'
import { useSelection } from './highlights/use-selection'
import { usePainting } from './highlights/use-painting'
import { Margin } from './margin/margin'
import { useStableActions } from './margin/card-actions'
import { NoteDots } from './margin/note-dots'
import { NotePopover } from './margin/note-popover'
import { NoText } from './no-text'
import { timeLeft } from './progress'
import { Rail } from './rail'
import { Ruler } from './ruler'
import { useSpeech } from './speech/use-speech'
import type { ReaderProps } from './props'
import css from './reader.module.css'
import { useReaderCommands } from './use-commands'
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
  }
): ReactNode {
  const { article, notesOpen, focusMode, onExternalLink, onTagClick } = props
  const pane = useRef<HTMLElement>(null)
  const host = useRef<HTMLDivElement>(null)
  const title = useRef<HTMLHeadingElement>(null)
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const [panel, setPanel] = useState<OpenPanel>()
  const mark = useCall('articles.mark')
  const toast = useToast()
  const { capabilities } = useApi()
  const escaped = useRef(0)

  const doc = useDocument(host, props.html, article, scroller)
  const look = useAppearance(focusMode, article.id)
  useHyphens(doc, article.lang, look.hyphens)
  const width = useWidth(pane)
  const margin = notesOpen && width >= MARGIN_FROM
  const version = `${look.version} ${width} ${margin}`
  const highlights = useHighlights(doc, article.id)
  const { placed, active, editing, activate, edit } = highlights
  const { selection, clear } = useSelection(doc)
  const cursor = useCursor(doc, scroller, article.lang)
  const find = useFind(doc, scroller)
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

  const { color, note, hasTarget } = useMarking(highlights, target, clear)
  const quoted = (): string | undefined =>
    target && doc ? doc.map.text.slice(target.start, target.end) : activePlaced?.annotation.quote.exact
  const copy = (content: { text: string; html?: string | undefined }, said: string): void => {
    if (copyToClipboard(content)) toast({ message: said })
    else toast({ message: 'The clipboard could not be written. Nothing was copied.', kind: 'error' })
  }
  const copyWithCitation = (): void => {
    const exact = quoted()
    if (exact !== undefined) copy(quoteWithCitation(article, exact), 'Copied with its citation')
  }

  const copyLink = (id: string | undefined): void => {
    if (id !== undefined && !id.startsWith(PENDING))
      copy({ text: linkTo(capabilities, id) }, 'Copied a link to the highlight')
  }
  const reshape = useReshape(doc, article.id, highlights, target)
  const { toHighlight, toHeading, page } = moving(doc, scroller, highlights, focusMark)

  const canUnwind =
    speech.speaking ||
    selection !== undefined ||
    cursor.at !== undefined ||
    active !== undefined ||
    find.open ||
    focusMode
  const unwind = (): void => {
    // The popover has closed itself with the same key.
    if (performance.now() - escaped.current < 80 || panel !== undefined) return
    if (speech.speaking) speech.stop()
    else if (selection) clear()
    else if (cursor.at) cursor.leave()
    else if (active !== undefined) {
      activate(undefined)
      edit(undefined)
    } else if (find.open) closeFind()
    else if (focusMode) props.onToggleFocus()
  }
  const closeFind = (): void => {
    find.close()
    scroller?.focus({ preventScroll: true })
  }

  useReaderCommands({
    hasText: doc !== undefined,
    hasTarget,
    hasActive: active !== undefined,
    cursor: cursor.at !== undefined,
    canUnwind,
    focusMode,
    color,
    note,
    deleteActive: () => active !== undefined && highlights.remove(active),
    copyWithCitation,
    copyLink: () => copyLink(active),
    canMerge: reshape.canMerge,
    canSplit: reshape.canSplit,
    merge: reshape.merge,
    split: reshape.split,
    step: toHighlight,
    heading: toHeading,
    page,
    paragraph: cursor.paragraph,
    sentence: cursor.sentence,
    extend: cursor.extend,
    unwind,
    contents: () => setPanel((p) => (p === 'contents' ? undefined : 'contents')),
    appearance: () => setPanel('appearance'),
    find: () => find.show(selection && selection.text.length < 80 ? selection.text : undefined),
    size: (by) => look.change({ size: by === 0 ? null : stepSize(look.size, by) }),
    speech,
    print: printing.print,
    toPdf: printing.toPdf,
    ruler: () => look.change({ ruler: !look.appearance.ruler }),
    theme: () => look.change({ theme: nextTheme(look.appearance.theme) }),
    next: props.onNext,
    previous: props.onPrevious,
    back: props.onBack,
    toggleFocus: props.onToggleFocus
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
    onCopyQuote: copyWithCitation,
    onCopyLink: copyLink,
    onMerge: reshape.mergeWithNext,
    onLink: onExternalLink,
    onTagClick,
    onLeave: (id) => {
      const p = placed.find((x) => x.annotation.id === id)
      if (p) show(p.start, p.end)
      if (!focusMark(id)) scroller?.focus({ preventScroll: true })
    }
  })
  const captured = article.snapshots.at(-1)?.captured
  const head = (
    <>
      <UnplacedCard
        unplaced={highlights.unplaced}
        refreshed={article.snapshots.length > 1 && captured !== undefined ? cardDate(captured) : undefined}
        canPlace={target !== undefined}
        onPlace={(id) => {
          if (target) highlights.place(id, target.start, target.end)
          clear()
        }}
        onKeep={highlights.keepAsQuote}
      />
      {props.articleNote}
    </>
  )
  const showsMargin = margin && doc !== undefined && scroller !== null

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
        scrolled={scrolled}
        timeLeft={timeLeft(article.words, progress)}
        look={look}
        headings={doc?.headings ?? []}
        currentHeading={currentHeading}
        panel={panel}
        onPanel={setPanel}
        onHeading={(h) => {
          step(h.offset)
          if (doc && scroller) scrollToOffset(scroller, doc, h.offset, TOP_MARGIN)
        }}
        speech={speech}
        libraryOpen={props.libraryOpen}
        notesOpen={notesOpen}
        focusMode={focusMode}
        onToggleLibrary={props.onToggleLibrary}
        onToggleNotes={props.onToggleNotes}
        onToggleFocus={props.onToggleFocus}
        onStar={() => void mark({ ids: [article.id], starred: !article.starred })}
        onFind={() => find.show()}
        onCopyCitation={() => copy({ text: `(${authorDate(article)})` }, `Copied “(${authorDate(article)})”`)}
        onExternalLink={onExternalLink}
        note={margin ? undefined : props.articleNote}
      />
      {props.toPages}
      {find.open && <FindBar find={find} onClose={closeFind} />}
      <div
        ref={setScroller}
        className={css['scroller']}
        tabIndex={SCROLLS}
        role="region"
        aria-label={article.title}
      >
        <div className={cx(css['page'], margin && css['withMargin'])}>
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
      {!margin && doc && activePlaced && !selection && (
        <NotePopover
          annotation={activePlaced.annotation}
          rect={() => doc.map.range(activePlaced.start, activePlaced.end).getBoundingClientRect()}
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
        onHighlight={color}
        onNote={note}
        onCopyWithCitation={copyWithCitation}
        onCopy={() => copy({ text: quoted() ?? '' }, 'Copied')}
        onMerge={reshape.canMerge ? reshape.merge : undefined}
        onSplit={reshape.canSplit ? reshape.split : undefined}
        onFind={() => find.show(selection?.text.slice(0, 80))}
        onEscape={clear}
        within={scroller}
      />
    </main>
  )
}
