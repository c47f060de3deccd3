/** Notes: those of an article, and all of them. */
export { ArticleNote, type ArticleNoteProps } from './article-note'
export { Mentions } from './mentions'
export { NotesView, type NotesViewProps } from './notes-view'
