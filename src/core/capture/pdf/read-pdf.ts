/** The text and the statements of a PDF, by pdf.js; no script of it runs, nothing is drawn, nothing is fetched. */
import { LIMITS } from '../limits'
import { linesOf, type Line, type Piece } from './lines'
import { loadPdfjs } from './load-pdfjs'

export interface PdfText {
  pages: Line[][]
  /** How many the file says it has. */
  promised: number
  /** Pages that could not be read. */
  broken: number
  stated: ReadonlyMap<'title' | 'author' | 'lang' | 'doi', string>
}

export type PdfProblem = 'password' | 'invalid' | 'failed'

export async function readPdf(bytes: Uint8Array): Promise<PdfText | PdfProblem> {
  const pdfjs = await loadPdfjs()
  const task = pdfjs.getDocument({
    // It takes the bytes for itself.
    data: bytes.slice(),
    isEvalSupported: false,
    useWorkerFetch: false,
    useWasm: false,
    disableFontFace: true,
    useSystemFonts: false,
    stopAtErrors: false,
    verbosity: pdfjs.VerbosityLevel.ERRORS
  })
  // Without one, it waits for a password for ever.
  let locked = false
  task.onPassword = () => {
    locked = true
    void task.destroy()
  }
  try {
    const document = await task.promise
    const pages: Line[][] = []
    let broken = 0
    const count = Math.min(document.numPages, LIMITS.pdfPages)
    // A file may promise any number of pages: after many in a row that are not there, no more are sought.
    const until = Date.now() + LIMITS.pdfMs
    for (let number = 1, missed = 0; number <= count && missed < 20 && Date.now() < until; number++)
      try {
        const page = await document.getPage(number)
        const { items } = await page.getTextContent()
        pages.push(
          linesOf(
            items.filter((item): item is Piece & typeof item => 'str' in item),
            number
          )
        )
        page.cleanup()
        missed = 0
      } catch {
        // A page that cannot be read costs itself; it is counted for the receipt.
        pages.push([])
        missed += 1
        broken += 1
      }
    const stated = await statements(document)
    return { pages, promised: document.numPages, broken, stated }
  } catch (error) {
    if (locked || (error instanceof Error && error.name === 'PasswordException')) return 'password'
    // pdf.js throws InvalidPDFException, and much else (stack overflow) for files made to hurt it.
    return error instanceof Error && error.name === 'InvalidPDFException' ? 'invalid' : 'failed'
  } finally {
    await task.destroy()
  }
}

type PdfDocument = Awaited<ReturnType<Awaited<ReturnType<typeof loadPdfjs>>['getDocument']>['promise']>

async function statements(document: PdfDocument): Promise<PdfText['stated']> {
  const stated = new Map<'title' | 'author' | 'lang' | 'doi', string>()
  try {
    const { info, metadata } = await document.getMetadata()
    const set = (key: 'title' | 'author' | 'lang' | 'doi', ...values: unknown[]): void => {
      for (const value of values) {
        const text: unknown = Array.isArray(value)
          ? value.filter((v) => typeof v === 'string').join('; ')
          : value
        if (typeof text === 'string' && text.trim() !== '') {
          stated.set(key, text.replaceAll('\0', '').trim())
          return
        }
      }
    }
    const said = new Map<string, unknown>(Object.entries(info))
    const xmp = (name: string): unknown => metadata?.get(name) as unknown
    set('title', said.get('Title'), xmp('dc:title'))
    set('author', xmp('dc:creator'), said.get('Author'))
    set('lang', said.get('Language'))
    set('doi', xmp('prism:doi'))
  } catch {
    // What it says about itself is damaged; the text is what counts.
  }
  return stated
}
