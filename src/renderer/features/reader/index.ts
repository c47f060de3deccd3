/** The reader and the page of all highlights. */
export { HighlightsView } from './highlights-view/highlights-view'
export type { Jump, ReaderProps } from './props'
export { Reader } from './reader'
export { TextDialog, type TextTab } from './versions/text-dialog'
