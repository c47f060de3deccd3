/** Search: the page, and what the palette needs of it. */
export { excerpt, Marked } from './marked'
export { SearchPage } from './search-page'
export { useEarlyEnter } from './use-early-enter'
export { useIndexing, useSavedMatches, useSearch } from './use-search'
