/** `exchange.export` over records in memory, with the real workers. */
import { afterAll } from 'vitest'
import { createExchange } from '#core/exchange/exchange'
import { spawnInline } from '#core/workers/inline'
import { createWorkers } from '#core/workers/pool'
import type { ExportFormat, ExportScope } from '#shared/contract/exchange'
import { NO_ASSETS, recordsOf, type Library } from './library'
import { readDocx } from './read-back'

const running = { signal: new AbortController().signal, progress: () => undefined }
const workers = createWorkers(spawnInline(), 1)
afterAll(() => workers.close())

/** As the handler answers; of zipped formats `text` is the words of the document's own part. */
export async function runExport(
  library: Library,
  scope: ExportScope,
  format: ExportFormat,
  include?: { notes: boolean }
): Promise<{ text: string; fileName: string; entries: number; warnings: string[] }> {
  const { handlers } = createExchange({
    store: recordsOf(library),
    workers,
    assets: NO_ASSETS,
    matches: async () => [],
    ownStyle: async () => undefined,
    print: async (html) => new TextEncoder().encode(html)
  })
  const asked = include ? { scope, format, include } : { scope, format }
  const out = await handlers['exchange.export'](asked, running)
  return out.bytes === undefined ? out : { ...out, text: readDocx(out.bytes) }
}

export const squash = (s: string): string => s.replace(/\s+/g, ' ').trim()
