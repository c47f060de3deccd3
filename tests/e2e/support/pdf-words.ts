/** What a PDF says, by pdf.js. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

export async function wordsOf(bytes: Uint8Array): Promise<{ pages: number; text: string }> {
  const doc = await getDocument({ data: bytes, verbosity: 0 }).promise
  const parts: string[] = []
  for (let n = 1; n <= doc.numPages; n++) {
    const { items } = await (await doc.getPage(n)).getTextContent()
    parts.push(items.map((i) => ('str' in i ? i.str : '')).join(' '))
  }
  return { pages: doc.numPages, text: parts.join(' ').replace(/\s+/g, ' ') }
}
