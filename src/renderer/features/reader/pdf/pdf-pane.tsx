/** A PDF as its pages: drawn, selectable, found in, marked with the same highlights as its text. */
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import type { Article } from '#shared/contract/records'
import { authorDate, quoteWithCitation } from '#shared/domain/quote'
import { useApi, useCall } from '../../../api/context'
import { linkTo } from '../../../api/links'
import { copyToClipboard } from '../../../ui/clipboard'
import { cx } from '../../../ui/cx'
import { useToast } from '../../../ui/toasts'
import { nextTheme, useAppearance } from '../appearance/use-appearance'
import { ReaderBar, type OpenPanel } from '../bar/reader-bar'
import { FindBar } from '../find/find-bar'
import { neighbour, type Placed } from '../highlights/placement'
import { SelectionToolbar } from '../highlights/selection-toolbar'
import { UnplacedCard } from '../highlights/unplaced-card'
import { PENDING, useHighlights, type OnPages } from '../highlights/use-highlights'
import { useMarking } from '../highlights/use-marking'
import { useReshape } from '../highlights/use-reshape'
import { useStableActions } from '../margin/card-actions'
import { NotePopover } from '../margin/note-popover'
import { timeLeft } from '../progress'
import { useSpeech } from '../speech/use-speech'
import type { ReaderProps } from '../props'
import css from '../reader.module.css'
import { useReaderCommands } from '../use-commands'
import { jumpRanges } from '../use-jump'
import { useWidth } from '../use-scroll'
import type { Entry, Spot } from './book'
import { ACTUAL, stepZoom, type ViewOptions, type Zoom } from './layout'
import { MarkButtons } from './mark-buttons'
import { paintPages, placedAt, rectsOn, spotOf } from './marks'
import './pdf.css'
import { PdfBar, type PdfMode } from './pdf-bar'
import { PdfMargin } from './pdf-margin'
import { PdfRail } from './pdf-rail'
import { annotatedPdf } from './save-pdf'
import { areaOnPage, useArea } from './use-area'
import { useBook, usePages } from './use-pages'
import { usePdfCommands } from './use-pdf-commands'
import { usePdfCursor } from './use-pdf-cursor'
import { usePdfFind } from './use-pdf-find'
import { usePdfPlace } from './use-pdf-place'
import { usePdfSelection } from './use-pdf-selection'

const MARGIN_FROM = 700
const MARGIN_WIDTH = 240
const RAIL = 22
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
  const [zoom, setZoom] = useState<Zoom>('width')
  const [twoUp, setTwoUp] = useState(false)
  const [rotation, setRotation] = useState<ViewOptions['rotation']>(0)
  const [cameFrom, setCameFrom] = useState<Spot[]>([])
  const [contents, setContents] = useState<readonly Entry[]>(NONE)
  const mark = useCall('articles.mark')
  const toast = useToast()
  const { capabilities, report } = useApi()
  const look = useAppearance(focusMode, article.id)
  const width = useWidth(pane)
  const margin = notesOpen && width >= MARGIN_FROM
  const height = scroller?.clientHeight ?? 0
  const view = useMemo<ViewOptions | undefined>(
    () =>
      width > 0 && height > 0
        ? { zoom, twoUp, rotation, room: { width: width - RAIL - (margin ? MARGIN_WIDTH : 0), height } }
        : undefined,
    [zoom, twoUp, rotation, width, height, margin]
  )
  const { book, error } = useBook(article.id, props.snapshot, props.html)
  const follow = useRef<(spot: Spot) => void>(undefined)
  const { pages, version, layout, current } = usePages(book, scroller, body, view, (link) => {
    if (link.url !== undefined) onExternalLink(link.url)
    else void book?.spot(link.dest).then((spot) => spot && follow.current?.(spot), report)
  })
  const hasText = book !== undefined && article.words > 0
  const highlights = useHighlights(book, article.id, true)
  const { placed, active, editing, activate, edit } = highlights

  const showSpot = useCallback(
    (spot: Spot) => {
      if (!pages || !scroller) return
      const y = pages.list.topOf(spot)
      const inSight = y > scroller.scrollTop + 8 && y < scroller.scrollTop + scroller.clientHeight * 0.8
      if (!inSight) pages.list.show(spot, scroller.clientHeight * 0.3)
    },
    [pages, scroller]
  )
  const reveal = useCallback(
    (start: number, end: number) => {
      pages?.book.find({ start, end }).then((spot) => showSpot(spot ?? pages.book.guess(start)), report)
    },
    [pages, showSpot, report]
  )
  const revealPlaced = useCallback(
    (p: Placed) => {
      if (pages && p.annotation.pages) showSpot(spotOf(pages, p))
      else reveal(p.start, p.end)
    },
    [pages, showSpot, reveal]
  )
  follow.current = (spot) => {
    if (!pages) return
    const from = pages.list.place()
    setCameFrom((all) => [...all.slice(-30), from])
    pages.list.show(spot, 24)
  }

  const { selection, clear } = usePdfSelection(pages)
  const cursor = usePdfCursor(pages, scroller, article.lang, reveal)
  const find = usePdfFind(hasText ? pages : undefined, reveal)
  const area = useArea(pages, scroller)
  // Read aloud follows the text of an article; a PDF is heard as text.
  const speech = useSpeech(undefined, scroller, article.lang)
  const { progress } = usePdfPlace(pages, scroller, article, props.jump !== undefined)

  useEffect(() => {
    if (!book) return
    book.contents().then(setContents, report)
  }, [book, report])
  useEffect(() => {
    if (!pages) return
    const { cursor: read } = { cursor: cursor.at }
    paintPages(pages, { placed, active, found: find.found, now: find.found[find.index], cursor: read })
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
  const jumped = useRef<number>(undefined)
  useEffect(() => {
    const { jump } = props
    if (!pages || !jump || jumped.current === jump.nonce) return
    if (jump.annotation !== undefined) {
      const target = placed.find((p) => p.annotation.id === jump.annotation)
      if (!target) return
      jumped.current = jump.nonce
      activate(jump.annotation)
      revealPlaced(target)
      return
    }
    jumped.current = jump.nonce
    const first = jumpRanges(pages.book, jump)[0]
    if (first) reveal(first.start, first.end)
  }, [pages, props, placed, activate, reveal, revealPlaced])

  /** What colours, notes and copies are about: a part of a page, the selection, the reading cursor. */
  const partOf = area.area && pages ? areaOnPage(pages, area.area) : undefined
  const partAt = partOf
    ? Math.min(book?.starts.startOf(partOf.page) ?? 0, (book?.map.text.length ?? 1) - 1)
    : 0
  const part = partOf ? { start: partAt, end: partAt + 1 } : undefined
  const isRegion = part !== undefined || selection?.region !== undefined
  const target = part ?? selection ?? cursor.at
  const onPages = (start: number, end: number): OnPages => {
    if (partOf) return { pages: [partOf], region: `Part of page ${partOf.page}` }
    if (selection?.region !== undefined) return { pages: selection.areas, region: selection.region }
    const seen = [...(pages?.list.pages.values() ?? [])].sort((a, b) => a.number - b.number)
    return {
      pages: seen.flatMap((p) => {
        const rects = [...p.rectsOf({ start, end })]
        return rects.length > 0 ? [{ page: p.number, rects }] : []
      })
    }
  }
  const leaveTarget = (): void => {
    clear()
    area.leave()
  }
  const { color, note, hasTarget } = useMarking(
    {
      ...highlights,
      // A part of a page is never the highlight of the words around it.
      placed: isRegion ? [] : placed,
      create: (start, end, chosen) => highlights.create(start, end, chosen, onPages(start, end))
    },
    target,
    leaveTarget
  )
  const reshape = useReshape(book, article.id, highlights, isRegion ? undefined : target)
  const activePlaced = placed.find((p) => p.annotation.id === active)

  const quoted = (): string | undefined =>
    selection?.region ??
    (target && book && !part
      ? book.map.text.slice(target.start, target.end)
      : activePlaced?.annotation.quote.exact)
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
  const focusMark = (id: string): boolean => {
    const button = scroller?.querySelector<HTMLElement>(`[data-mark="${CSS.escape(id)}"]`)
    button?.focus({ preventScroll: true })
    return button !== null && button !== undefined
  }
  const goToPage = (page: number): void => pages?.list.show({ page, share: 0 }, 14)
  const save = (): void => {
    if (!pages) return
    annotatedPdf(pages, placed).then(({ bytes, left }) => {
      const name = `${
        article.title
          .replace(/[^\p{L}\p{N} _.-]+/gu, ' ')
          .trim()
          .slice(0, 80) || 'document'
      }.pdf`
      download(name, bytes)
      const without = left === 0 ? '' : ` ${left} of them have no place on a page and are not in it.`
      toast({ message: `Saved ${name} with its ${placed.length} highlights.${without}` })
    }, report)
  }
  const switchTo = (mode: PdfMode): void => props.onMode(mode)
  const back = cameFrom.at(-1)
  const goBack = (): void => {
    if (!back) return
    setCameFrom((all) => all.slice(0, -1))
    pages?.list.show(back)
  }
  const zoomBy = (by: 1 | -1 | 'width' | 'page'): void =>
    setZoom(typeof by === 'string' ? by : stepZoom(layout?.scale ?? ACTUAL, by))
  usePdfCommands({
    page: (by) => goToPage(Math.min(book?.count ?? 1, Math.max(1, current + by * (twoUp ? 2 : 1)))),
    zoom: zoomBy,
    twoUp: () => setTwoUp((on) => !on),
    rotate: () => setRotation((r) => ((r + 90) % 360) as ViewOptions['rotation']),
    goBack: back ? goBack : undefined,
    save,
    mode: switchTo,
    area
  })
  const closeFind = (): void => {
    find.close()
    scroller?.focus({ preventScroll: true })
  }
  const escaped = useRef(0)
  useReaderCommands({
    hasText,
    hasTarget,
    hasActive: active !== undefined,
    cursor: cursor.at !== undefined,
    canUnwind:
      target !== undefined || active !== undefined || find.open || focusMode || area.area !== undefined,
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
    step: (by) => {
      const offset = book?.starts.startOf(current) ?? 0
      const next = neighbour(placed, { id: active, offset }, by)
      if (!next) return
      activate(next.annotation.id)
      revealPlaced(next)
      setTimeout(() => focusMark(next.annotation.id), 100)
    },
    heading: (by) => goToPage(Math.min(book?.count ?? 1, Math.max(1, current + by))),
    page: (by) => scroller?.scrollBy({ top: by * (scroller.clientHeight - 60) }),
    paragraph: cursor.paragraph,
    sentence: cursor.sentence,
    extend: cursor.extend,
    unwind: () => {
      if (performance.now() - escaped.current < 80 || panel !== undefined) return
      if (area.area) area.leave()
      else if (selection) clear()
      else if (cursor.at) cursor.leave()
      else if (active !== undefined) {
        activate(undefined)
        edit(undefined)
      } else if (find.open) closeFind()
      else if (focusMode) props.onToggleFocus()
    },
    contents: () => setPanel((p) => (p === 'contents' ? undefined : 'contents')),
    appearance: () => setPanel('appearance'),
    find: () => find.show(selection && selection.text.length < 80 ? selection.text : undefined),
    size: (by) => zoomBy(by === 0 ? 'width' : by),
    theme: () => look.change({ theme: nextTheme(look.appearance.theme) }),
    ruler: () => look.change({ ruler: !look.appearance.ruler }),
    speech,
    print: save,
    toPdf: save,
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
      if (p) revealPlaced(p)
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
        canPlace={target !== undefined && !isRegion}
        onPlace={(id) => {
          if (target) highlights.place(id, target.start, target.end)
          clear()
        }}
        onKeep={highlights.keepAsQuote}
      />
      {props.articleNote}
    </>
  )
  const areaPage = area.area && pages?.list.pages.get(area.area.page)?.element
  const activeBox = (): DOMRect => {
    for (const page of pages?.list.pages.values() ?? []) {
      const rect = activePlaced && rectsOn(page, activePlaced)[0]
      const box = rect && page.boxOf(rect)
      if (box) return box
    }
    return new DOMRect(0, 0, 0, 0)
  }
  const scale = layout?.scale ?? ACTUAL

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
        onHeading={(h) => void book?.spot(h.dest).then((spot) => spot && follow.current?.(spot), report)}
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
      <h1 className="pdf-title">{article.title}</h1>
      <PdfBar
        page={current}
        count={book?.count ?? 1}
        scale={scale / ACTUAL}
        twoUp={twoUp}
        cameFrom={back?.page}
        onPage={goToPage}
        onZoom={setZoom}
        onStep={zoomBy}
        onTwoUp={() => setTwoUp((on) => !on)}
        onRotate={() => setRotation((r) => ((r + 90) % 360) as ViewOptions['rotation'])}
        onArea={area.begin}
        onReturn={goBack}
        onSave={save}
        onMode={switchTo}
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
      {areaPage &&
        area.area &&
        createPortal(
          <div
            className="pdf-area"
            style={{
              left: `${area.area.left * 100}%`,
              top: `${area.area.top * 100}%`,
              width: `${area.area.width * 100}%`,
              height: `${area.area.height * 100}%`
            }}
          />,
          areaPage
        )}
      {!margin && activePlaced && !selection && (
        <NotePopover
          annotation={activePlaced.annotation}
          rect={activeBox}
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
        onHighlight={color}
        onNote={note}
        onCopyWithCitation={copyWithCitation}
        onCopy={() => copy({ text: quoted() ?? '' }, 'Copied')}
        onMerge={reshape.canMerge ? reshape.merge : undefined}
        onSplit={reshape.canSplit ? reshape.split : undefined}
        onFind={() => find.show(selection?.text.slice(0, 80))}
        onEscape={clear}
      />
    </main>
  )
}

function download(name: string, bytes: Uint8Array): void {
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'application/pdf' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  // The browser reads the blob after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 30_000)
}
