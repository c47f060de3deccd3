/** Rendering as a job: a document goes to the thread, the file's content and the warnings come back. */
import type { ExportFormat } from '#shared/contract/exchange'
import type { Doc } from './doc'
import { FORMATS } from './formats'

export interface RenderInput {
  format: ExportFormat
  doc: Doc
}

export interface Rendered {
  text: string
  /** Of formats that are not text. */
  bytes?: Uint8Array
  warnings: string[]
}

export function renderDoc({ format, doc }: RenderInput): Rendered {
  const warnings: string[] = []
  const warn = (sentence: string): void => void warnings.push(sentence)
  const how = FORMATS[format]
  if ('bytes' in how) return { text: '', bytes: how.bytes(doc, warn), warnings }
  return { text: [...how.render(doc, warn)].join(''), warnings }
}
