/** Export: chooses the articles, builds the document, renders it in the format asked for. */
import { setImmediate as breathe } from 'node:timers/promises'
import { CarrelError } from '#shared/contract/errors'
import type { ExportFormat } from '#shared/contract/exchange'
import type { CoreHandlers } from '#shared/contract/index'
import type { Records } from '#core/ports'
import { buildEntry, bySection, type Include } from './build-doc'
import { attachedTo, choose, type Selection } from './choose'
import { TextCleaner } from './clean-text'
import type { Doc, Entry, Render } from './doc'
import { exportKeys } from './export-key'
import { safeFileName } from './file-name'
import { renderBiblatex, renderBibtex } from './render/bib'
import { renderCslJson } from './render/csl-json'
import { renderHtml } from './render/html'
import { renderMarkdown } from './render/markdown'
import { renderText } from './render/text'

interface Format {
  extension: string
  mime: string
  render: Render
  /** It has no room for notes and highlights, which then need not be read. */
  referencesOnly?: true
}

const FORMATS: Record<ExportFormat, Format> = {
  markdown: { extension: 'md', mime: 'text/markdown', render: renderMarkdown },
  html: { extension: 'html', mime: 'text/html', render: renderHtml },
  bibtex: { extension: 'bib', mime: 'application/x-bibtex', render: renderBibtex, referencesOnly: true },
  biblatex: { extension: 'bib', mime: 'application/x-bibtex', render: renderBiblatex, referencesOnly: true },
  'csl-json': {
    extension: 'json',
    mime: 'application/vnd.citationstyles.csl+json',
    render: renderCslJson,
    referencesOnly: true
  },
  text: { extension: 'txt', mime: 'text/plain', render: renderText }
}

/** Entries built, or pieces written, between two moments in which others may work. */
const AT_ONCE = 8

async function pause(count: number, signal: AbortSignal): Promise<void> {
  if (count % AT_ONCE !== 0) return
  await breathe()
  if (signal.aborted) throw new CarrelError('CANCELLED', 'The export was cancelled. Nothing was written.')
}

export interface Exchange {
  handlers: Pick<CoreHandlers, 'exchange.export'>
}

/** Answers only from the records: the same library gives the same bytes, whenever and wherever it is asked. */
export function createExchange({ store }: { store: Records }): Exchange {
  return {
    handlers: {
      async 'exchange.export'({ scope, format, include }, { signal }) {
        const warnings: string[] = []
        const warn = (sentence: string): void => void warnings.push(sentence)
        const selection = choose(store, scope, warn)
        const { extension, mime, render, referencesOnly } = FORMATS[format]
        const parts = included(include)
        if (referencesOnly) parts.notes = parts.highlights = false
        const doc = await buildDoc(store, selection, parts, warn, signal)
        const pieces: string[] = []
        for (const piece of render(doc, warn)) {
          pieces.push(piece)
          await pause(pieces.length, signal)
        }
        return {
          fileName: safeFileName(doc.title, extension),
          mime,
          text: pieces.join(''),
          entries: selection.chosen.length,
          warnings
        }
      }
    }
  }
}

function included(include: { [K in keyof Include]?: boolean | undefined } | undefined): Include {
  return {
    why: include?.why ?? true,
    notes: include?.notes ?? true,
    highlights: include?.highlights ?? true,
    tags: include?.tags ?? true
  }
}

async function buildDoc(
  store: Records,
  { title, updated, chosen }: Selection,
  include: Include,
  warn: (sentence: string) => void,
  signal: AbortSignal
): Promise<Doc> {
  const attached = attachedTo(store, chosen)
  const cleaner = new TextCleaner()
  const changed: string[] = []
  const keyOf = exportKeys((stored, written) => changed.push(`${stored} → ${written}`))
  const entries: { section: string; entry: Entry }[] = []
  let date = updated ?? ''
  const seen = (time: string): void => {
    if (time > date) date = time
  }
  for (const one of chosen) {
    entries.push({
      section: cleaner.line(one.section),
      entry: buildEntry(one, attached, include, keyOf, cleaner)
    })
    seen(one.article.updated)
    for (const of of [attached.notes, attached.highlights])
      for (const record of of.get(one.article.id) ?? []) seen(record.updated)
    await pause(entries.length, signal)
  }
  const [only] = entries
  const name =
    title === undefined
      ? entries.length === 1 && only
        ? only.entry.item.title
        : 'Carrel references'
      : cleaner.line(title)
  const doc: Doc = {
    title: name || 'Untitled',
    sections: bySection(entries)
  }
  if (date !== '') doc.date = date.slice(0, 10)
  if (changed.length > 0)
    warn(
      `Some citation keys hold characters that not every program takes; they are written ${changed.join(', ')}.`
    )
  if (cleaner.replaced > 0) warn(`${cleaner.replaced} characters are not valid text and are shown as \ufffd.`)
  return doc
}
