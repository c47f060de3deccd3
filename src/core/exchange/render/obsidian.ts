/**
 * Markdown for Obsidian: properties at the top, callouts for quotations and remarks, `[[@key]]` between notes, `#tags`.
 * One note for the list, or a zip with a note for each article beside it.
 */
import type { Doc, Entry } from '../doc'
import { textOf } from '../doc'
import { safeFileName } from '../file-name'
import { titleRuns } from '../title-markup'
import { MarkdownWriter, OBSIDIAN, prefix } from './markdown-blocks'
import { escapeMarkdown } from './markdown-escape'
import { zipFiles } from './package'

/** The name of an article's note, as Obsidian's citation plugins have it; links and file names take no `:` and `/`. */
const noteName = (e: Entry): string => `@${e.key.replace(/[^A-Za-z0-9_.+-]/g, '-')}`
const titleOf = (e: Entry): string => textOf(titleRuns(e.item.title)) || 'Untitled'

/** Obsidian's tags know letters, digits, `_`, `-` and `/`, and not digits alone. */
function tagName(tag: string): string | undefined {
  const name = tag
    .replace(/\s+/g, '-')
    .replace(/[^\p{L}\p{M}\p{N}_/-]+/gu, '')
    .replace(/^\/+|\/+$/g, '')
  if (name === '') return undefined
  return /[^\d/]/.test(name) ? name : `${name}_`
}
const tagNames = (tags: readonly string[]): string[] => [...new Set(tags.flatMap((t) => tagName(t) ?? []))]

/** JSON is YAML. */
function properties(
  values: Readonly<Record<string, string | readonly string[] | number | undefined>>
): string {
  const lines = Object.entries(values).flatMap(([name, value]) =>
    value === undefined || (Array.isArray(value) && value.length === 0)
      ? []
      : [`${name}: ${JSON.stringify(value)}\n`]
  )
  return `---\n${lines.join('')}---\n`
}

const callout = (kind: string, title: string, body: string): string =>
  `> [!${kind}]${title === '' ? '' : ` ${title}`}\n${prefix(body, '> ')}`

/** What belongs to an article, under the heading that the caller wrote. */
function parts(writer: MarkdownWriter, e: Entry): string[] {
  const out = [writer.paragraph(e.reference)]
  if (e.why.length > 0)
    out.push(callout('tip', 'Why read', e.why.map((text) => writer.paragraph([{ text }])).join('\n\n')))
  const tags = tagNames(e.tags)
  if (tags.length > 0) out.push(tags.map((t) => `#${t}`).join(' '))
  if (e.notes.length > 0) out.push(writer.blocks(e.notes))
  for (const q of e.quotes) {
    const text = q.paragraphs.map((p) => writer.paragraph([{ text: p }])).join('\n\n')
    out.push(callout(`quote|${q.color}`, `[[${noteName(e)}]]`, text))
    if (q.remark.length > 0) out.push(callout('note', '', writer.blocks(q.remark)))
  }
  if (e.body.length > 0) out.push(writer.blocks(e.body))
  return out
}

const heading = (level: number, text: string): string =>
  `${'#'.repeat(level)} ${escapeMarkdown(text).replace(/#+$/, '\\$&')}`

/** One note that holds the whole list. */
export function* renderObsidian(doc: Doc): Generator<string> {
  yield properties({ title: doc.title, date: doc.date })
  const sections = doc.sections.some((s) => s.name !== '')
  const writer = new MarkdownWriter(sections ? 4 : 3, OBSIDIAN)
  for (const section of doc.sections) {
    if (section.name !== '') yield `\n${heading(1, section.name)}\n`
    for (const e of section.entries)
      yield `\n${[heading(sections ? 2 : 1, titleOf(e)), ...parts(writer, e)].join('\n\n')}\n`
  }
  for (const footnote of writer.footnotes()) yield `\n${footnote}\n`
}

function articleNote(e: Entry): string {
  const { type, author = [], DOI: doi, URL: url, 'container-title': container } = e.item
  const authors = author.map((n) => n.literal ?? [n.given, n.family].filter(Boolean).join(' '))
  const title = titleOf(e)
  const head = properties({
    title,
    aliases: [title],
    citekey: e.key,
    type,
    authors,
    issued: e.issued,
    container,
    doi,
    url,
    tags: tagNames(e.tags)
  })
  const writer = new MarkdownWriter(2, OBSIDIAN)
  // The tags stand among the properties already.
  const body = [heading(1, title), ...parts(writer, { ...e, tags: [] }), ...writer.footnotes()]
  return `${head}\n${body.join('\n\n')}\n`
}

/** A note for each article, and one for the list that links to them in its order. */
export function renderObsidianNotes(doc: Doc): Uint8Array {
  const lines = [properties({ title: doc.title, date: doc.date })]
  const files: [string, string][] = []
  for (const section of doc.sections) {
    if (section.name !== '') lines.push(`\n${heading(1, section.name)}\n`)
    lines.push('\n')
    for (const e of section.entries) {
      files.push([`${noteName(e)}.md`, articleNote(e)])
      const why = e.why.length === 0 ? '' : `: ${escapeMarkdown(e.why.join(' '))}`
      lines.push(`- [[${noteName(e)}]] ${escapeMarkdown(titleOf(e))}${why}\n`)
    }
  }
  return zipFiles([[safeFileName(doc.title, 'md'), lines.join('')], ...files])
}
