/** The importer of each format. */
import type { Draft, Format, Importer, Source } from '../draft'
import { importDocx } from './docx'
import { importEpub } from './epub'
import { importHtml } from './html'
import { importImage } from './image'
import { importMarkdown } from './markdown'
import { importMhtml } from './mhtml'
import { sketchOf } from '../sketch'
import { importOdt } from './odt'
import { importText } from './text'

const IMPORTERS: Readonly<Record<Exclude<Format, 'pdf'>, Importer>> = {
  html: importHtml,
  md: importMarkdown,
  txt: importText,
  mhtml: importMhtml,
  epub: importEpub,
  docx: importDocx,
  odt: importOdt,
  image: importImage
}

/** Reads a source of any format but PDF. Throws CarrelError with a sentence when it cannot be read at all. */
export function importSource(source: Source): Draft {
  if (source.format === 'pdf') throw new Error('A PDF is read by readSource')
  return IMPORTERS[source.format](source)
}

/** Of any format. What reads PDFs is large and is loaded when the first one comes. */
export async function readSource(source: Source): Promise<Draft> {
  const draft = source.format === 'pdf' ? await readPdf(source) : importSource(source)
  const sketch = sketchOf(draft.text)
  return sketch === undefined ? draft : { ...draft, sketch }
}

async function readPdf(source: Source): Promise<Draft> {
  const { importPdf } = await import('./pdf')
  return importPdf(source)
}
