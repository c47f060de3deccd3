/** Handing a list on as a file. */
import { useCallback } from 'react'
import type {
  ExportFormat,
  ExportOptions,
  ExportProgress,
  ExportScope,
  RememberedExport
} from '#shared/contract/exchange'
import { CarrelError } from '#shared/contract/errors'
import { useApi } from '../../api/context'
import { download } from '../../ui/download'
import { dismissToasts, rewordToasts, showToast } from '../../ui/toasts'

export const EXPORT_NAMES: Readonly<Record<ExportFormat, string>> = {
  docx: 'Word document (DOCX)',
  odt: 'OpenDocument text (ODT)',
  rtf: 'Rich text (RTF)',
  pdf: 'PDF',
  html: 'Web page (HTML)',
  epub: 'E-book (EPUB)',
  markdown: 'Markdown for Pandoc',
  obsidian: 'Markdown for Obsidian, one note',
  'obsidian-notes': 'Markdown for Obsidian, a note per article (ZIP)',
  bibtex: 'BibTeX',
  biblatex: 'BibLaTeX',
  'csl-json': 'CSL-JSON',
  ris: 'RIS',
  csv: 'Table (CSV)',
  text: 'Plain text'
}

/** A choice as the core wants it. */
export function optionsOf({ format, style, include, order }: RememberedExport): ExportOptions {
  return { format, include, order, ...(style === null ? {} : { style }) }
}
export function asked(scope: ExportScope, choice: RememberedExport): ExportOptions & { scope: ExportScope } {
  return { scope, ...optionsOf(choice) }
}

/** An export that takes longer says so and can be stopped. */
const SLOW_MS = 1000
const CANCEL = 'Cancel export'

/** Exports and saves under the name the core gives; says how many entries it holds, and every warning. */
export function useExport(): (
  scope: ExportScope,
  choice: RememberedExport | ExportFormat,
  /** What no dialogue asks for. */
  more?: Pick<ExportOptions, 'progress'>
) => void {
  const { call, report } = useApi()
  return useCallback(
    (scope, choice, more) => {
      const stop = new AbortController()
      let far = 'Exporting…'
      const slow = setTimeout(() => {
        const run = (): void => stop.abort()
        showToast({ message: far, kind: 'busy', action: { label: CANCEL, run } })
      }, SLOW_MS)
      const onProgress = (now: ExportProgress): void => {
        far = howFar(now)
        rewordToasts(CANCEL, far)
      }
      const ended = (): void => {
        clearTimeout(slow)
        dismissToasts(CANCEL)
      }
      const options = typeof choice === 'string' ? { scope, format: choice } : asked(scope, choice)
      call['exchange.export']({ ...options, ...more }, { signal: stop.signal, onProgress }).then(
        (file) => {
          ended()
          download(file.fileName, new Blob([contentOf(file)], { type: file.mime }))
          const entries = `${file.entries} ${file.entries === 1 ? 'entry' : 'entries'}`
          const warnings = file.warnings.length === 0 ? '' : ` ${file.warnings.join(' ')}`
          showToast({ message: `Exported ${entries} as ${file.fileName}.${warnings}` })
        },
        (error: unknown) => {
          ended()
          if (error instanceof CarrelError && error.code === 'CANCELLED')
            showToast({ message: 'The export was cancelled. Nothing was written.' })
          else report(error)
        }
      )
    },
    [call, report]
  )
}

function howFar({ step, done, total }: ExportProgress): string {
  if (step === 'writing') return 'Exporting: writing the file…'
  const share = `${Math.floor((100 * done) / Math.max(1, total))} %`
  return step === 'reading'
    ? `Exporting: ${share} of the entries read…`
    : `Exporting: references ${share} formatted…`
}

/** The bytes of formats that are not text come in base64. */
function contentOf(file: { text: string; bytes?: string | undefined }): BlobPart {
  return file.bytes === undefined ? file.text : Uint8Array.from(atob(file.bytes), (c) => c.charCodeAt(0))
}
