/** Every format an export can have: its name's ending, its type, and the renderer that writes it. */
import type { ExportFormat } from '#shared/contract/exchange'
import type { Render, RenderBytes } from './doc'
import { renderBiblatex, renderBibtex } from './render/bib'
import { renderCslJson } from './render/csl-json'
import { renderCsv } from './render/csv'
import { renderDocx } from './render/docx'
import { renderEpub } from './render/epub'
import { renderHtml } from './render/html'
import { renderMarkdown } from './render/markdown'
import { renderObsidian, renderObsidianNotes } from './render/obsidian'
import { renderOdt } from './render/odt'
import { renderRis } from './render/ris'
import { renderRtf } from './render/rtf'
import { renderText } from './render/text'

export type Format = {
  extension: string
  mime: string
  /** It has no room for notes and highlights, which then need not be read. */
  referencesOnly?: true
  /** What is rendered is a page, which a browser then prints. */
  printed?: true
} & ({ render: Render } | { bytes: RenderBytes })

const bib = { extension: 'bib', mime: 'application/x-bibtex', referencesOnly: true } as const

export const FORMATS: Record<ExportFormat, Format> = {
  docx: {
    extension: 'docx',
    mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    bytes: renderDocx
  },
  odt: { extension: 'odt', mime: 'application/vnd.oasis.opendocument.text', bytes: renderOdt },
  rtf: { extension: 'rtf', mime: 'application/rtf', render: renderRtf },
  epub: { extension: 'epub', mime: 'application/epub+zip', bytes: renderEpub },
  pdf: { extension: 'pdf', mime: 'application/pdf', printed: true, render: renderHtml },
  html: { extension: 'html', mime: 'text/html', render: renderHtml },
  markdown: { extension: 'md', mime: 'text/markdown', render: renderMarkdown },
  obsidian: { extension: 'md', mime: 'text/markdown', render: renderObsidian },
  'obsidian-notes': { extension: 'zip', mime: 'application/zip', bytes: renderObsidianNotes },
  text: { extension: 'txt', mime: 'text/plain', render: renderText },
  bibtex: { ...bib, render: renderBibtex },
  biblatex: { ...bib, render: renderBiblatex },
  'csl-json': {
    extension: 'json',
    mime: 'application/vnd.citationstyles.csl+json',
    referencesOnly: true,
    render: renderCslJson
  },
  ris: {
    extension: 'ris',
    mime: 'application/x-research-info-systems',
    referencesOnly: true,
    render: renderRis
  },
  csv: { extension: 'csv', mime: 'text/csv', referencesOnly: true, render: renderCsv }
}
