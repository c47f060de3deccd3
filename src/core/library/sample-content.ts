/** The sample library as it lies in resources/sample: our own writing, bundled, so that it is there offline. */
import { z } from 'zod'
import { articleState, highlightColor, name, tagPath } from '#shared/contract/records'
import manifestJson from '../../../resources/sample/manifest.json'
import everything from '../../../resources/sample/a-page-of-everything.html?raw'
import finding from '../../../resources/sample/finding-what-you-half-remember.md?raw'
import bibliography from '../../../resources/sample/from-a-list-to-a-bibliography.md?raw'
import privacy from '../../../resources/sample/nothing-leaves-this-desk.md?raw'
import pencil from '../../../resources/sample/reading-with-a-pencil.md?raw'
import tags from '../../../resources/sample/tags-and-notes.md?raw'
import welcome from '../../../resources/sample/welcome.md?raw'
import safety from '../../../resources/sample/what-keeps-your-work-safe.md?raw'

const sampleArticle = z.strictObject({
  file: z.string(),
  title: z.string(),
  authors: z.array(name).min(1),
  issued: z.string(),
  tags: z.array(tagPath),
  state: articleState,
  starred: z.boolean().optional(),
  read: z.boolean().optional(),
  /** The note of the article, in Markdown. */
  note: z.string().optional(),
  /** `exact` stands once in the article's text. */
  highlights: z.array(
    z.strictObject({ exact: z.string(), color: highlightColor, note: z.string().optional() })
  )
})
export type SampleArticle = z.infer<typeof sampleArticle>

const manifest = z.strictObject({
  container: z.string(),
  articles: z.array(sampleArticle),
  list: z.strictObject({
    name: z.string(),
    entries: z.array(z.strictObject({ file: z.string(), section: z.string(), why: z.string() }))
  })
})
export type SampleManifest = z.infer<typeof manifest>

const FILES = new Map([
  ['a-page-of-everything.html', everything],
  ['finding-what-you-half-remember.md', finding],
  ['from-a-list-to-a-bibliography.md', bibliography],
  ['nothing-leaves-this-desk.md', privacy],
  ['reading-with-a-pencil.md', pencil],
  ['tags-and-notes.md', tags],
  ['welcome.md', welcome],
  ['what-keeps-your-work-safe.md', safety]
])

export function readManifest(): SampleManifest {
  return manifest.parse(manifestJson)
}

export function sampleText(file: string): { format: 'html' | 'md'; text: string } {
  const text = FILES.get(file)
  if (text === undefined) throw new Error(`The sample library names ${file}, which is not in it.`)
  return { format: file.endsWith('.html') ? 'html' : 'md', text }
}
