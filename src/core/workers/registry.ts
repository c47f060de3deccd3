/** The jobs that run away from the main thread, by name. */
import { bodyOf } from '../capture/body'
import type { Source } from '../capture/draft'
import { finish, type FinishInput } from '../capture/finish'
import { originalPage, type OriginalInput } from '../capture/original'
import { readSource } from '../capture/importers/importers'
import { renderDoc, type RenderInput } from '../exchange/render-job'
import { formatReferences, type FormatInput } from '../citation/format'

/** `tell`: how far it is, for the caller. */
export type Job = (input: never, tell: (progress: unknown) => void) => unknown

/** What is sent comes from our own core, so inputs are not checked again here. */
export const jobs: ReadonlyMap<string, Job> = new Map<string, Job>([
  ['capture.extract', (source: Source) => readSource(source)],
  ['capture.finish', (input: FinishInput) => finish(input)],
  ['capture.original', (input: OriginalInput) => originalPage(input)],
  ['capture.body', (document: string) => bodyOf(document)],
  ['citation.format', (input: FormatInput, tell) => formatReferences(input, tell)],
  ['exchange.render', (input: RenderInput) => renderDoc(input)]
])
