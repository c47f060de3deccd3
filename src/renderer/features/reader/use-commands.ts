/** Everything the reader can do by key, in one list; and what Esc unwinds, in one place. */
import { highlightColor, type HighlightColor } from '#shared/contract/records'
import { useCommands, type Command } from '../../ui/commands'
import type { Speech } from './speech/use-speech'

export interface ReaderActions {
  /** There is an article with text on screen. */
  hasText: boolean
  /** Something is selected, under the reading cursor, or active: colours and notes have a target. */
  hasTarget: boolean
  hasActive: boolean
  cursor: boolean
  /** Something that Esc can unwind. */
  canUnwind: boolean
  focusMode: boolean
  color(color: HighlightColor): void
  note(): void
  deleteActive(): void
  copyWithCitation(): void
  copyLink(): void
  alike(): void
  canMerge: boolean
  canSplit: boolean
  merge(): void
  split(): void
  step(by: 1 | -1): void
  heading(by: 1 | -1): void
  page(by: 1 | -1): void
  paragraph(by: 1 | -1): void
  sentence(by: 1 | -1): void
  extend(by: 1 | -1): void
  unwind(): void
  contents(): void
  appearance(): void
  find(): void
  size(by: 1 | -1 | 0): void
  theme(): void
  ruler(): void
  speech: Speech
  print(): void
  /** Where it is not the text that is printed, but pages. */
  printTitle?: string
  toPdf: (() => void) | undefined
  next(): void
  previous(): void
  back(): void
  toggleFocus(): void
}

const NAMES: Record<HighlightColor, string> = { amber: 'Amber', green: 'Green', blue: 'Blue', rose: 'Rose' }

export function useReaderCommands(on: ReaderActions): void {
  const text = on.hasText
  const reader = (
    id: string,
    title: string,
    keys: string[],
    run: () => void,
    more: Partial<Command> = {}
  ): Command => ({
    id: `reader.${id}`,
    title,
    group: 'Reading',
    keys,
    run,
    ...more
  })
  useCommands([
    ...highlightColor.options.map((color, i) =>
      reader(`color-${i + 1}`, `Highlight: ${NAMES[color]}`, [String(i + 1)], () => on.color(color), {
        group: 'Highlighting',
        enabled: on.hasTarget
      })
    ),
    reader('note', 'Highlight and write a note', ['n'], on.note, {
      group: 'Highlighting',
      enabled: on.hasTarget
    }),
    reader('copy-quote', 'Copy with citation', ['Shift+Y'], on.copyWithCitation, {
      group: 'Highlighting',
      enabled: on.hasTarget
    }),
    reader('copy-link', 'Copy a link to the highlight', ['Shift+L'], on.copyLink, {
      group: 'Highlighting',
      enabled: on.hasActive
    }),
    reader('alike', 'More passages like this', ['Shift+F'], on.alike, {
      group: 'Highlighting',
      enabled: on.hasTarget
    }),
    reader('merge', 'Merge highlights', ['Shift+M'], on.merge, {
      group: 'Highlighting',
      enabled: on.canMerge
    }),
    reader('split', 'Split the highlight here', ['Shift+S'], on.split, {
      group: 'Highlighting',
      enabled: on.canSplit
    }),
    reader('delete', 'Delete the highlight', ['Delete'], on.deleteActive, {
      group: 'Highlighting',
      enabled: on.hasActive,
      scope: 'reader'
    }),
    reader('next-highlight', 'Next highlight', ['.'], () => on.step(1), {
      group: 'Highlighting',
      enabled: text
    }),
    reader('previous-highlight', 'Previous highlight', [','], () => on.step(-1), {
      group: 'Highlighting',
      enabled: text
    }),
    reader('cursor-next', 'Reading cursor: next paragraph', ['p'], () => on.paragraph(1), {
      group: 'Highlighting',
      enabled: text
    }),
    reader('cursor-previous', 'Reading cursor: previous paragraph', ['Shift+P'], () => on.paragraph(-1), {
      group: 'Highlighting',
      enabled: text
    }),
    reader('sentence-next', 'Reading cursor: next sentence', ['ArrowRight'], () => on.sentence(1), {
      hidden: true,
      enabled: on.cursor
    }),
    reader('sentence-previous', 'Reading cursor: previous sentence', ['ArrowLeft'], () => on.sentence(-1), {
      hidden: true,
      enabled: on.cursor
    }),
    reader('extend-next', 'Reading cursor: one sentence more', ['Shift+ArrowRight'], () => on.extend(1), {
      hidden: true,
      enabled: on.cursor
    }),
    reader('extend-previous', 'Reading cursor: one sentence less', ['Shift+ArrowLeft'], () => on.extend(-1), {
      hidden: true,
      enabled: on.cursor
    }),
    reader('page-down', 'Scroll on', ['Space'], () => on.page(1), {
      hidden: true,
      scope: 'reader',
      enabled: text
    }),
    reader('page-up', 'Scroll back', ['Shift+Space'], () => on.page(-1), {
      hidden: true,
      scope: 'reader',
      enabled: text
    }),
    reader('next', 'Next article', ['j'], on.next),
    reader('previous', 'Previous article', ['k'], on.previous),
    reader('list', 'Back to the list', ['u'], on.back),
    reader('next-heading', 'Next heading', ['}'], () => on.heading(1), { enabled: text }),
    reader('previous-heading', 'Previous heading', ['{'], () => on.heading(-1), { enabled: text }),
    reader('contents', 'Contents', ['\\'], on.contents, { enabled: text }),
    reader('appearance', 'Appearance…', [], on.appearance, { enabled: text }),
    reader('find', 'Find in this article', ['$mod+F'], on.find, { enabled: text, inFields: true }),
    reader('bigger', 'Larger text', ['$mod+=', '$mod++'], () => on.size(1), { inFields: true }),
    reader('smaller', 'Smaller text', ['$mod+-'], () => on.size(-1), { inFields: true }),
    reader('size-reset', 'Text size as drawn', ['$mod+0'], () => on.size(0), { inFields: true }),
    reader('speak', on.speech.speaking ? 'Stop reading aloud' : 'Read aloud', ['r'], on.speech.toggle, {
      enabled: text && on.speech.available
    }),
    reader('print', on.printTitle ?? 'Print the article…', ['$mod+P'], on.print, {
      enabled: text || on.printTitle !== undefined,
      inFields: true
    }),
    reader('pdf', 'Save the article as a PDF', [], () => on.toPdf?.(), {
      enabled: text && on.toPdf !== undefined
    }),
    reader('ruler', 'Reading ruler', ['Shift+R'], on.ruler, { enabled: text }),
    reader('theme', 'Next theme', ['Shift+D'], on.theme),
    reader('focus', on.focusMode ? 'Leave focus mode' : 'Focus mode', ['f'], on.toggleFocus),
    reader('escape', 'Unwind', ['Escape'], on.unwind, { hidden: true, inFields: true, enabled: on.canUnwind })
  ])
}
