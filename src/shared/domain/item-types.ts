/** What the CSL item types are called on screen. */
import type { ItemType } from '../contract/records'

export const TYPE_NAMES: Readonly<Record<ItemType, string>> = {
  'article-journal': 'Journal article',
  'article-newspaper': 'Newspaper article',
  'article-magazine': 'Magazine article',
  'post-weblog': 'Blog post',
  webpage: 'Web page',
  book: 'Book',
  chapter: 'Chapter',
  'paper-conference': 'Conference paper',
  report: 'Report',
  thesis: 'Thesis',
  document: 'Document'
}
