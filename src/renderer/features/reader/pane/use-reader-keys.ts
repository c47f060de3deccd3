/** The reader's keys, the same over an article and over the pages of a PDF. */
import { nextTheme, type ReaderLook } from '../appearance/use-appearance'
import type { OpenPanel } from '../bar/reader-bar'
import type { ReadingCursor } from '../cursor/use-cursor'
import type { Find } from '../find/use-find'
import type { Highlights } from '../highlights/use-highlights'
import type { Marking } from '../highlights/use-marking'
import type { Reshape } from '../highlights/use-reshape'
import type { TextSelection } from '../highlights/use-selection'
import type { ReaderProps } from '../props'
import type { Speech } from '../speech/use-speech'
import { useReaderCommands, type ReaderActions } from '../use-commands'
import type { Copying } from './use-copy'
import type { Layers } from './use-layers'

/** What each kind of text does in its own way. */
type Own = Pick<
  ReaderActions,
  'hasText' | 'step' | 'heading' | 'page' | 'size' | 'print' | 'printTitle' | 'toPdf'
>

/** Longer selections are no needle. */
const NEEDLE = 80

export interface ReaderKeys extends Own {
  props: Pick<ReaderProps, 'focusMode' | 'onNext' | 'onPrevious' | 'onBack' | 'onToggleFocus' | 'onAlike'>
  highlights: Highlights
  marking: Marking
  reshape: Reshape
  copy: Copying
  cursor: ReadingCursor
  find: Find
  look: ReaderLook
  speech: Speech
  selection: TextSelection | undefined
  layers: Layers
  setPanel(change: (panel: OpenPanel) => OpenPanel): void
}

export function useReaderKeys(on: ReaderKeys): void {
  const { props, highlights, marking, reshape, copy, cursor, look, layers, selection } = on
  const { active } = highlights
  useReaderCommands({
    hasText: on.hasText,
    hasTarget: marking.hasTarget,
    hasActive: active !== undefined,
    cursor: cursor.at !== undefined,
    canUnwind: layers.canUnwind,
    focusMode: props.focusMode,
    color: marking.color,
    note: marking.note,
    deleteActive: () => active !== undefined && highlights.remove(active),
    copyWithCitation: copy.withCitation,
    copyLink: () => copy.link(active),
    alike: () => copy.quoted !== undefined && props.onAlike(copy.quoted),
    canMerge: reshape.canMerge,
    canSplit: reshape.canSplit,
    merge: reshape.merge,
    split: reshape.split,
    step: on.step,
    heading: on.heading,
    page: on.page,
    paragraph: cursor.paragraph,
    sentence: cursor.sentence,
    extend: cursor.extend,
    unwind: layers.unwind,
    contents: () => on.setPanel((p) => (p === 'contents' ? undefined : 'contents')),
    appearance: () => on.setPanel(() => 'appearance'),
    find: () => on.find.show(selection && selection.text.length < NEEDLE ? selection.text : undefined),
    size: on.size,
    speech: on.speech,
    print: on.print,
    ...(on.printTitle === undefined ? {} : { printTitle: on.printTitle }),
    toPdf: on.toPdf,
    ruler: () => look.change({ ruler: !look.appearance.ruler }),
    theme: () => look.change({ theme: nextTheme(look.appearance.theme) }),
    next: props.onNext,
    previous: props.onPrevious,
    back: props.onBack,
    toggleFocus: props.onToggleFocus
  })
}
