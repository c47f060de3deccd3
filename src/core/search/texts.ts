/** What of each record is searched, as texts: one rule for indexing and for showing a hit. */
import type { Annotation, Article, Note } from '#shared/contract/records'
import { showName } from '#shared/domain/names'
import { withoutAddresses } from '#shared/markdown/pictures'
import type { Names } from './protocol'

/** What an article is called. */
export function namesOf(article: Readonly<Article>): Names {
  return { title: article.title, authors: article.authors.map(showName), tags: [...article.tags] }
}

/** One string to find an article by: title, authors, year, tags, where it appeared, its citation key. */
export function cardText(article: Readonly<Article>): string {
  const { title, authors, tags } = namesOf(article)
  const rest = [article.issued?.slice(0, 4), ...tags, article.container, article.citekey]
  return [title, ...authors, ...rest].filter(Boolean).join(' ')
}

/** Blocks of Markdown between blank lines; a note's title is its first block. */
export function noteTexts(note: Readonly<Note>): string[] {
  return [note.title, ...blocks(note.text)].filter((text) => text.trim() !== '')
}

/**
 * The note on a highlight and its tags. The highlighted words are found in the article's text; only where that has
 * changed since (`current` is another text) are they texts of their own.
 */
export function markTexts(annotation: Readonly<Annotation>, current: string | undefined): string[] {
  return markPieces(annotation, current).map(({ text }) => text)
}

/** The same with what each is. */
export function markPieces(
  annotation: Readonly<Annotation>,
  current: string | undefined
): { text: string; field: 'highlight' | 'note' | 'tag' }[] {
  const quote = annotation.text === current ? '' : annotation.quote.exact
  return [
    { text: quote, field: 'highlight' as const },
    ...blocks(annotation.note).map((text) => ({ text, field: 'note' as const })),
    { text: annotation.tags.join(', '), field: 'tag' as const }
  ].filter(({ text }) => text.trim() !== '')
}

function blocks(markdown: string): string[] {
  return withoutAddresses(markdown).split(/\r?\n[^\S\n]*\r?\n/)
}

/** The asset with an article's newest text. */
export function currentText(article: Readonly<Article>): string | undefined {
  return article.snapshots.at(-1)?.text
}
