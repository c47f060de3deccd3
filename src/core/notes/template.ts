/**
 * What a new note begins with. The literature note is ours; any note titled `Template: …` is one of the person's own. In
 * double braces: title, authors, year, citekey, citation, url, tags, date, highlights.
 */
import type { Annotation, Article } from '#shared/contract/records'
import { yearOf } from '#shared/domain/dates'
import { showNames } from '#shared/domain/names'
import { makeLink, linkName } from '#shared/domain/note-links'
import { authorDate } from '#shared/domain/quote'

export const TEMPLATE_PREFIX = /^template:\s*/i

export const LITERATURE_NOTE = `# {{title}}

{{citation}}

## What it says

## What I make of it

## Highlights

{{highlights}}
`

/** The literature note as the note of its article: the title stands above it already. */
export const LITERATURE_BODY = LITERATURE_NOTE.replace(/^# \{\{title\}\}\n\n/, '')

export function fillTemplate(
  template: string,
  article: Readonly<Article> | undefined,
  highlights: readonly Readonly<Annotation>[],
  now: string
): string {
  const values = new Map<string, string>([
    ['title', article?.title ?? ''],
    ['authors', article ? showNames(article.authors) : ''],
    ['year', String(yearOf(article?.issued) ?? '')],
    ['citekey', article?.citekey ?? ''],
    ['citation', article ? citation(article) : ''],
    ['url', article?.url ?? ''],
    ['tags', (article?.tags ?? []).map((t) => (/\s/.test(t) ? `[[#${t}]]` : `#${t}`)).join(' ')],
    ['date', now.slice(0, 10)],
    ['highlights', article ? highlights.map((h) => quoteBlock(article, h)).join('\n\n') : '']
  ])
  return template.replace(
    /\{\{\s*([a-z]+)\s*\}\}/gi,
    (whole, name: string) => values.get(name.toLowerCase()) ?? whole
  )
}

/** `James 1903. *The Ph.D. Octopus*. The Harvard Monthly. [[@james…]]`. */
function citation(a: Readonly<Article>): string {
  const parts = [authorDate(a), `*${a.title.replace(/\*/g, '\\*')}*`, a.container].filter(Boolean)
  return `${parts.join('. ')}. ${makeLink(`@${a.citekey}`)}`
}

/** A highlight as a quotation that leads back to its place, with what was noted on it below. */
function quoteBlock(article: Readonly<Article>, h: Readonly<Annotation>): string {
  const lines = h.quote.exact.trim().split('\n')
  const source = makeLink(`${linkName(article.title)}#^${h.id}`, authorDate(article))
  const quote = [...lines, '', `— ${source}`].map((l) => (l === '' ? '>' : `> ${l}`)).join('\n')
  return h.note.trim() === '' ? quote : `${quote}\n\n${h.note.trim()}`
}
