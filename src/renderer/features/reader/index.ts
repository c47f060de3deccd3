/** The reader and the page of all highlights. */
export { HighlightsView } from './highlights-view/highlights-view'
export { Reader, type Jump, type ReaderProps } from './reader'
