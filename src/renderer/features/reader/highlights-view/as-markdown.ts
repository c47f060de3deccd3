/** Highlights as Markdown, to be pasted: quotations, citations, notes, under the names of their groups. Pure. */
import type { Annotation, Bibliographic } from '#shared/contract/records'
import { authorDate } from '#shared/domain/quote'

type Cited = Pick<Bibliographic, 'authors' | 'issued' | 'title' | 'url' | 'doi'>

export function highlightsAsMarkdown(
  groups: readonly { name: string; annotations: readonly Annotation[] }[],
  cited: (article: string) => Cited | undefined
): string {
  return groups
    .map(({ name, annotations }) => {
      const items = annotations.map((a) => {
        const source = cited(a.article)
        const quote = a.quote.exact
          .split('\n')
          .map((line) => `> ${plain(line)}`)
          .join('\n>\n')
        const note = a.note.trim() === '' ? '' : `\n\n${a.note.trim()}`
        const tags = a.tags.length === 0 ? '' : `\n\n${a.tags.map((t) => `#${t}`).join(' ')}`
        return `${quote}${source ? ` (${plain(authorDate(source))})` : ''}${note}${tags}`
      })
      return `## ${plain(name)}\n\n${items.join('\n\n')}\n`
    })
    .join('\n')
}

/** Words that look like Markdown stay words. */
function plain(text: string): string {
  return text.replace(/[\\`*_[\]<>#]/g, '\\$&')
}
