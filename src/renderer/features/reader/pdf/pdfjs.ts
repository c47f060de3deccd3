/** pdf.js in the page: loaded with the first PDF; its worker and what it fetches lie beside the page. */
import type * as Pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { PageSize } from './layout'

export type PdfLibrary = typeof Pdfjs
type Task = ReturnType<PdfLibrary['getDocument']>
export type PdfDocument = Awaited<Task['promise']>
export type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>
export type Viewport = ReturnType<PdfPage['getViewport']>
export type TextContent = Awaited<ReturnType<PdfPage['getTextContent']>>

let loading: Promise<PdfLibrary> | undefined

export function loadPdfjs(): Promise<PdfLibrary> {
  loading ??= load()
  return loading
}

async function load(): Promise<PdfLibrary> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs')
  pdfjs.GlobalWorkerOptions.workerSrc = new URL('pdf/pdf.worker.min.mjs', document.baseURI).href
  return pdfjs
}

export interface OpenedPdf {
  pdfjs: PdfLibrary
  pdf: PdfDocument
  firstPage: PageSize
  close(): void
}

/**
 * Scripts of the file never run: no eval, no sandbox, no forms; and nothing is fetched but our own resources.
 * The worker starts while the file is on its way.
 */
export async function openPdf(file: Promise<Uint8Array>): Promise<OpenedPdf> {
  // A rejection is heard when it is awaited below.
  file.catch(() => undefined)
  const pdfjs = await loadPdfjs()
  const worker = new pdfjs.PDFWorker()
  const beside = (folder: string): string => new URL(`pdf/${folder}/`, document.baseURI).href
  let task: Task | undefined
  const close = (): void => {
    void (task?.destroy() ?? Promise.resolve()).finally(() => worker.destroy())
  }
  // Without one, it waits for a password for ever.
  let locked = false
  try {
    const data = await file
    task = pdfjs.getDocument({
      data,
      worker,
      isEvalSupported: false,
      enableXfa: false,
      useWasm: false,
      useSystemFonts: false,
      cMapUrl: beside('cmaps'),
      cMapPacked: true,
      standardFontDataUrl: beside('standard_fonts'),
      wasmUrl: beside('wasm'),
      iccUrl: beside('iccs'),
      verbosity: pdfjs.VerbosityLevel.ERRORS
    })
    const opening = task
    opening.onPassword = () => {
      locked = true
      void opening.destroy()
    }
    const pdf = await opening.promise
    const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 })
    return { pdfjs, pdf, firstPage: { width, height }, close }
  } catch (error) {
    close()
    if (task === undefined) throw error
    if (locked) throw new Error('This PDF needs a password to open.', { cause: error })
    throw new Error('This PDF is damaged: its pages cannot be shown.', { cause: error })
  }
}
