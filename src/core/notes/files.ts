/** Notes as Markdown files for other programs: one a note, a YAML head, a name that every system takes. */
import type { Article, Note } from '#shared/contract/records'
import { linkName } from '#shared/domain/note-links'
import type { Records } from '#core/ports'

export interface NoteFile {
  name: string
  text: string
}

/** Newest last, so that the same library gives the same names. Links name titles, and titles name the files. */
export function noteFiles(store: Records): NoteFile[] {
  const taken = new Set<string>()
  const files: NoteFile[] = []
  for (const note of store.all('notes')) {
    const article = note.article === undefined ? undefined : store.get('articles', note.article)
    if (note.trashed !== undefined || article?.trashed !== undefined || note.text.trim() === '') continue
    const title = article?.title ?? note.title
    files.push({
      name: fileName(title, taken),
      text: head(note, article, title) + note.text.replace(/\n*$/, '\n')
    })
  }
  return files
}

function head(note: Readonly<Note>, article: Readonly<Article> | undefined, title: string): string {
  const lines = [
    `title: ${JSON.stringify(title)}`,
    ...(article ? [`citekey: ${JSON.stringify(article.citekey)}`] : []),
    ...(article && article.tags.length > 0 ? [`tags: ${JSON.stringify(article.tags)}`] : []),
    `created: ${note.created}`,
    `updated: ${note.updated}`
  ]
  return `---\n${lines.join('\n')}\n---\n\n`
}

const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i
const LONGEST_BYTES = 120

function fileName(title: string, taken: Set<string>): string {
  const plain = linkName(title)
    .normalize('NFC')
    .replace(/[\u0000-\u001f\u007f<>:"/\\?*\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '')
  let base = ''
  for (const { segment } of new Intl.Segmenter('en').segment(plain)) {
    if (new TextEncoder().encode(base + segment).length > LONGEST_BYTES) break
    base += segment
  }
  base = base.trim() || 'Untitled'
  if (RESERVED.test(base)) base = `_${base}`
  for (let n = 1; ; n++) {
    const name = n === 1 ? `${base}.md` : `${base} (${n}).md`
    if (taken.has(name.toLowerCase())) continue
    taken.add(name.toLowerCase())
    return name
  }
}
