/** PDFs made for a test, and one opened on its pages. */
import { chromium, type Page } from '@playwright/test'
import { Capture } from '../pages/capture'
import { Library } from '../pages/library'
import { PdfReader } from '../pages/pdf-reader'
import { Shell } from '../pages/shell'
import { Welcome } from '../pages/welcome'
import { programFor } from './found'

/** By a real Chromium, which writes tagged PDFs with embedded fonts. */
export async function printPdf(title: string, html: string): Promise<Buffer> {
  const program = programFor('loopback')
  const browser = await chromium.launch({
    executablePath: program.path ?? '',
    env: { ...(process.env as Record<string, string>), ...program.env }
  })
  const tab = await browser.newPage()
  await tab.setContent(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body style="font: 16px serif">${html}</body></html>`
  )
  const pdf = await tab.pdf({ format: 'A5', outline: true, tagged: true })
  await browser.close()
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
