/** The importer of each format. */
import type { Draft, Format, Importer, Source } from '../draft'
import { importHtml } from './html'
import { importMarkdown } from './markdown'
import { importText } from './text'

const IMPORTERS: Readonly<Record<Format, Importer>> = {
  html: importHtml,
  md: importMarkdown,
  txt: importText
}

/** Reads a source of any format. Throws CarrelError with a sentence when it cannot be read at all. */
export function importSource(source: Source): Draft {
  return IMPORTERS[source.format](source)
}
