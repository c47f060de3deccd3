/** Search: the page, and what the palette needs of it. */
export { excerpt, Marked } from './marked'
export { SearchPage } from './search-page'
export { useIndexing, useSavedMatches, useSearch } from './use-search'
