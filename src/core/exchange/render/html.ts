/** One HTML file that needs nothing else: no script, no address it loads from, a policy that forbids both. */
import { createHash } from 'node:crypto'
import { extname } from 'node:path'
import { countEntries, type Doc } from '../doc'
import { entryHtml, HtmlWriter, titled, words } from './html-blocks'
import { EXPORT_STYLE } from './html-style'
import { escapeXml, PICTURES } from './package'

/** The one file needs nothing beside it, so pictures lie in it. */
function dataUrl(doc: Doc, name: string): string | undefined {
  const bytes = doc.images?.get(name)
  const type = PICTURES.get(extname(name))
  return bytes && type && `data:${type};base64,${Buffer.from(bytes).toString('base64')}`
}

export function* renderHtml(doc: Doc): Generator<string> {
  const hash = createHash('sha256').update(EXPORT_STYLE).digest('base64')
  const policy = `default-src 'none'; style-src 'sha256-${hash}'${doc.images ? '; img-src data:' : ''}; base-uri 'none'; form-action 'none'`
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Carrel">
<meta name="referrer" content="no-referrer">
<title>${escapeXml(doc.title)}</title>
<style>${EXPORT_STYLE}</style>
</head>
<body>
<main>
${titled('h1', doc.title)}
`
  const count = countEntries(doc)
  yield `<p class="about">${count === 1 ? '1 reference' : `${count} references`}${doc.date === undefined ? '' : `, as of <time>${doc.date}</time>`}</p>\n`
  if (doc.about) yield `<p class="about">${words(doc.about.progress)}</p>\n`
  const writer = new HtmlWriter(doc.sections.some((s) => s.name !== '') ? 3 : 2, (name) => dataUrl(doc, name))
  if (doc.about) yield writer.blocks(doc.about.description)
  for (const section of doc.sections) {
    if (section.name !== '') yield `${titled('h2', section.name)}\n`
    for (const e of section.entries) yield entryHtml(writer, e)
  }
  yield `${writer.footnotes()}</main>\n</body>\n</html>\n`
}
