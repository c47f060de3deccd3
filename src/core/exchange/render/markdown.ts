/**
 * Markdown for Pandoc: a YAML header that carries the references, so that `pandoc --citeproc` resolves every `[@key]`
 * at once; each reference in a `::: {#ref-key .csl-entry}` block, as Pandoc writes its own bibliographies.
 */
import type { CslItem } from '#shared/domain/csl'
import { joinRuns, type Doc, type Entry } from '../doc'
import { titleRuns } from '../title-markup'
import { inline, MarkdownWriter, PANDOC, prefix } from './markdown-blocks'
import { escapeMarkdown, escapeStart } from './markdown-escape'

function entryMarkdown(writer: MarkdownWriter, e: Entry): string {
  const parts = [`::: {#ref-${e.key} .csl-entry}\n${writer.paragraph(e.reference)}\n:::`]
  const [why, ...more] = e.why
  if (why !== undefined)
    parts.push(`**Why read:** ${escapeMarkdown(why)}`, ...more.map((p) => writer.paragraph([{ text: p }])))
  if (e.tags.length > 0) parts.push(`**Tags:** ${escapeMarkdown(e.tags.join(', '))}`)
  if (e.notes.length > 0) parts.push(writer.blocks(e.notes))
  for (const q of e.quotes) {
    const text = q.paragraphs.map((p) => writer.paragraph([{ text: p }])).join('\n\n')
    parts.push(prefix(`${text} [@${e.key}]`, '> '))
    if (q.remark.length > 0) parts.push(writer.blocks(q.remark))
  }
  if (e.body.length > 0) parts.push(writer.blocks(e.body))
  return parts.join('\n\n')
}

/** JSON is YAML; Pandoc reads texts in its header as Markdown. */
function yamlText(text: string): string {
  return JSON.stringify(escapeStart(escapeMarkdown(text)))
}

function yamlReference(item: CslItem): string {
  const markup = new Set<string>(['title', 'container-title'])
  const fields = Object.entries(item).flatMap(([name, value]): string[] => {
    if (name === 'abstract' || value === undefined) return []
    if (name === 'id' || name === 'type') return [`"${name}": ${JSON.stringify(value)}`]
    if (typeof value === 'string')
      return [
        `"${name}": ${
          markup.has(name)
            ? JSON.stringify(
                escapeStart(
                  joinRuns(titleRuns(value))
                    .map((r) => inline(r, PANDOC))
                    .join('')
                )
              )
            : yamlText(value)
        }`
      ]
    return [
      `"${name}": ${JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'string' ? escapeMarkdown(inner) : inner))}`
    ]
  })
  return `- {${fields.join(', ')}}\n`
}

export function* renderMarkdown(doc: Doc): Generator<string> {
  yield `---\ntitle: ${yamlText(doc.title)}\nlang: en\n`
  if (doc.date !== undefined) yield `date: ${JSON.stringify(doc.date)}\n`
  const entries = doc.sections.flatMap((s) => s.entries)
  if (entries.length > 0) {
    // The references stand in the text, with what belongs to each: Pandoc need not print them again at the end.
    yield 'suppress-bibliography: true\nreferences:\n'
    for (const e of entries) yield yamlReference(e.item)
  }
  yield '---\n'
  const writer = new MarkdownWriter(doc.sections.some((s) => s.name !== '') ? 2 : 1, PANDOC)
  for (const section of doc.sections) {
    if (section.name !== '') yield `\n# ${escapeMarkdown(section.name).replace(/#+$/, '\\$&')}\n`
    for (const e of section.entries) yield `\n${entryMarkdown(writer, e)}\n`
  }
  for (const footnote of writer.footnotes()) yield `\n${footnote}\n`
}
