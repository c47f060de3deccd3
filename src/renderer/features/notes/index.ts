/** The note of an article. */
export { ArticleNote, type ArticleNoteProps } from './article-note'
