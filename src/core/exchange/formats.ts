/** Every format an export can have: its name's ending, its type, and the renderer that writes it. */
import type { ExportFormat } from '#shared/contract/exchange'
import type { Render, RenderBytes } from './doc'
import { renderBiblatex, renderBibtex } from './render/bib'
import { renderCslJson } from './render/csl-json'
import { renderCsv } from './render/csv'
import { renderDocx } from './render/docx'
import { renderHtml } from './render/html'
import { renderMarkdown } from './render/markdown'
import { renderRis } from './render/ris'
import { renderText } from './render/text'

export type Format = {
  extension: string
  mime: string
  /** It has no room for notes and highlights, which then need not be read. */
  referencesOnly?: true
} & ({ render: Render } | { bytes: RenderBytes })

const bib = { extension: 'bib', mime: 'application/x-bibtex', referencesOnly: true } as const

export const FORMATS: Record<ExportFormat, Format> = {
  docx: {
    extension: 'docx',
    mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    bytes: renderDocx
  },
  html: { extension: 'html', mime: 'text/html', render: renderHtml },
  markdown: { extension: 'md', mime: 'text/markdown', render: renderMarkdown },
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
