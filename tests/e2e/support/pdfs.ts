/** PDFs made for a test, and one opened on its pages. */
import { chromium, type Page } from '@playwright/test'
import { Capture } from '../pages/capture'
import { Library } from '../pages/library'
import { PdfReader } from '../pages/pdf-reader'
import { Shell } from '../pages/shell'
import { Welcome } from '../pages/welcome'
import { programFor } from './found'

/** A real Chromium, to make PDFs with. */
async function openTab(): Promise<{ tab: Page; close(): Promise<void> }> {
  const program = programFor('loopback')
  const browser = await chromium.launch({
    executablePath: program.path ?? '',
    env: { ...(process.env as Record<string, string>), ...program.env }
  })
  return { tab: await browser.newPage(), close: () => browser.close() }
}

/** By a real Chromium, which writes tagged PDFs with embedded fonts. */
export async function printPdf(title: string, html: string): Promise<Buffer> {
  const { tab, close } = await openTab()
  await tab.setContent(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body style="font: 16px serif">${html}</body></html>`
  )
  const pdf = await tab.pdf({ format: 'A5', outline: true, tagged: true })
  await close()
  return pdf
}

/** Adds it to an empty library and opens it. */
export async function openPdf(page: Page, pdf: Buffer, title: string): Promise<PdfReader> {
  await new Shell(page).ready()
  await new Welcome(page).startEmpty()
  const capture = new Capture(page)
  await capture.addFiles([{ name: 'lamps.pdf', mimeType: 'application/pdf', buffer: pdf }])
  await capture.done()
  await new Library(page).open(title)
  const reader = new PdfReader(page)
  await reader.ready()
  return reader
}

/** Every page one picture, as a scanner makes them. */
export async function scan(pages: number): Promise<Buffer> {
  const { tab, close } = await openTab()
  await tab.setContent(
    '<!doctype html><title>A Scanned Ledger</title><style>body{margin:0}img{width:100%;height:100vh;display:block;break-after:page}</style>'
  )
  await tab.evaluate(async (count) => {
    for (let i = 0; i < count; i++) {
      const canvas = document.createElement('canvas')
      canvas.width = 1240
      canvas.height = 1754
      const on = canvas.getContext('2d')
      if (!on) return
      on.fillStyle = '#f4f1e6'
      on.fillRect(0, 0, 1240, 1754)
      on.fillStyle = '#222'
      on.font = '34px serif'
      for (let y = 120; y < 1700; y += 46)
        on.fillText(`Page ${i + 1}, line ${y}: of a ledger that nobody typed out`, 100, y)
      const image = new Image()
      image.src = canvas.toDataURL('image/jpeg', 0.8)
      document.body.append(image)
      await image.decode()
    }
  }, pages)
  const pdf = await tab.pdf({ format: 'A4', margin: { top: '0', bottom: '0', left: '0', right: '0' } })
  await close()
  return pdf
}
