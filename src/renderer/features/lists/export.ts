/** Handing a list on as a file. */
import { useCallback } from 'react'
import type { ExportFormat, ExportScope } from '#shared/contract/exchange'
import { useApi } from '../../api/context'
import { showToast } from '../../ui/toasts'

export const EXPORT_NAMES: Readonly<Record<ExportFormat, string>> = {
  markdown: 'Annotated bibliography (Markdown)',
  html: 'Web page (HTML)',
  bibtex: 'BibTeX',
  biblatex: 'BibLaTeX',
  'csl-json': 'CSL-JSON',
  text: 'Plain text'
}

/** Exports and saves under the name the core gives; says how many entries it holds, and every warning. */
export function useExport(): (scope: ExportScope, format: ExportFormat) => void {
  const { call, report } = useApi()
  return useCallback(
    (scope, format) => {
      call['exchange.export']({ scope, format }).then((file) => {
        download(file.fileName, file.mime, file.text)
        const entries = `${file.entries} ${file.entries === 1 ? 'entry' : 'entries'}`
        const warnings = file.warnings.length === 0 ? '' : ` ${file.warnings.join(' ')}`
        showToast({ message: `Exported ${entries} as ${file.fileName}.${warnings}` })
      }, report)
    },
    [call, report]
  )
}

function download(name: string, mime: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: mime }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  // The browser reads the blob after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 30_000)
}
