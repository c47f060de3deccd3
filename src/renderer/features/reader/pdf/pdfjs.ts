/** pdf.js in the page: loaded with the first PDF; its worker and what it fetches lie beside the page. */
import type * as Pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs'

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

/** Scripts of the file never run: no eval, no sandbox, no forms; and nothing is fetched but our own resources. */
export async function openPdf(
  data: Uint8Array
): Promise<{ pdfjs: PdfLibrary; pdf: PdfDocument; close(): void }> {
  const pdfjs = await loadPdfjs()
  const beside = (folder: string): string => new URL(`pdf/${folder}/`, document.baseURI).href
  const task = pdfjs.getDocument({
    data,
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
  // Without one, it waits for a password for ever.
  let locked = false
  task.onPassword = () => {
    locked = true
    void task.destroy()
  }
  try {
    const pdf = await task.promise
    return { pdfjs, pdf, close: () => void task.destroy() }
  } catch (error) {
    if (locked) throw new Error('This PDF needs a password to open.', { cause: error })
    throw new Error('This PDF is damaged: its pages cannot be shown.', { cause: error })
  }
}
