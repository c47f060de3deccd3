/** EPUB 3, to read on a device: the HTML of the web page in small files, with the pictures of whole articles. */
import { createHash } from 'node:crypto'
import { extname } from 'node:path'
import type { Doc, Entry, Section } from '../doc'
import { countEntries, textOf } from '../doc'
import { titleRuns } from '../title-markup'
import { EPUB_STYLE } from './epub-style'
import { entryHtml, HtmlWriter, titled } from './html-blocks'
import { escapeXml, PICTURES, zipFiles } from './package'

/** Readers lay out a file at a time; with more entries, turning a page takes long. */
const ENTRIES_IN_FILE = 40

const PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>\n'
const CONTAINER =
  `${PROLOGUE}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>` +
  '<rootfile full-path="book/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'

interface Chapter {
  file: string
  title: string
  /** Stands under the one before it in the table of contents. */
  under: boolean
  html: string
}

function page(title: string, body: string): string {
  return (
    `${PROLOGUE}<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">\n` +
    `<head><title>${escapeXml(title)}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>\n<body>\n${body}</body>\n</html>\n`
  )
}

const titleOf = (e: Entry): string => textOf(titleRuns(e.item.title)) || 'Untitled'

/** A file for each whole article; references alone share files. */
function groups({ entries }: Section): Entry[][] {
  const out: Entry[][] = []
  for (const e of entries) {
    const last = out.at(-1)
    const joins = last && last.length < ENTRIES_IN_FILE && e.body.length === 0 && last[0]?.body.length === 0
    if (joins) last.push(e)
    else out.push([e])
  }
  return out
}

function chaptersOf(doc: Doc, imageSrc: (name: string) => string | undefined): Chapter[] {
  const chapters: Chapter[] = []
  for (const section of doc.sections) {
    for (const [i, entries] of groups(section).entries()) {
      const [first] = entries
      const whole = first !== undefined && first.body.length > 0
      const writer = new HtmlWriter(whole ? 3 : 2, imageSrc)
      const name = section.name || doc.title
      const title = whole ? titleOf(first) : i === 0 ? name : `${name}, ${i + 1}`
      const heading =
        i === 0 && section.name !== '' && whole
          ? `${titled('h1', name)}\n${titled('h2', title)}\n`
          : `${titled('h1', title)}\n`
      const body = heading + entries.map((e) => entryHtml(writer, e)).join('') + writer.footnotes()
      const file = `part-${chapters.length + 1}.xhtml`
      chapters.push({ file, title, under: i > 0 && section.name !== '', html: page(title, body) })
    }
  }
  return chapters
}

function contents(doc: Doc, chapters: readonly Chapter[]): string {
  const tree: { top: Chapter; under: Chapter[] }[] = []
  for (const chapter of chapters) {
    const last = tree.at(-1)
    if (chapter.under && last) last.under.push(chapter)
    else tree.push({ top: chapter, under: [] })
  }
  const link = ({ file, title }: Chapter): string => `<a href="${file}">${escapeXml(title)}</a>`
  const items = tree.map(({ top, under }) => {
    const below = under.length === 0 ? '' : `<ol>${under.map((c) => `<li>${link(c)}</li>`).join('')}</ol>`
    return `<li>${link(top)}${below}</li>`
  })
  const list = `<li><a href="title.xhtml">${escapeXml(doc.title)}</a></li>\n${items.join('\n')}`
  return page(
    'Contents',
    `<nav epub:type="toc" role="doc-toc"><h1>Contents</h1>\n<ol>\n${list}\n</ol></nav>\n`
  )
}

function titlePage(doc: Doc): string {
  const count = countEntries(doc)
  const date = doc.date === undefined ? '' : `, as of ${doc.date}`
  const about = `${count === 1 ? '1 reference' : `${count} references`}${date}`
  return page(doc.title, `${titled('h1', doc.title)}\n<p class="about">${about}</p>\n`)
}

/** The same book has the same name everywhere: made from what is in it. */
function bookId(files: readonly (readonly [string, string | Uint8Array])[]): string {
  const hash = createHash('sha256')
  for (const [name, data] of files) hash.update(name).update('\0').update(data)
  const hex = hash.digest('hex')
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export function renderEpub(doc: Doc): Uint8Array {
  const pictures = [...(doc.images ?? [])].filter(([name]) => PICTURES.has(extname(name)))
  const known = new Set(pictures.map(([name]) => name))
  const chapters = chaptersOf(doc, (name) => (known.has(name) ? `images/${name}` : undefined))
  const files: (readonly [string, string | Uint8Array])[] = [
    ['book/nav.xhtml', contents(doc, chapters)],
    ['book/style.css', EPUB_STYLE],
    ['book/title.xhtml', titlePage(doc)],
    ...chapters.map(({ file, html }) => [`book/${file}`, html] as const),
    ...pictures.map(([name, bytes]) => [`book/images/${name}`, bytes] as const)
  ]
  const item = (id: string, href: string, type: string, more = ''): string =>
    `<item id="${id}" href="${href}" media-type="${type}"${more}/>`
  const xhtml = 'application/xhtml+xml'
  const opf =
    `${PROLOGUE}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">\n` +
    `<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">${bookId(files)}</dc:identifier>` +
    `<dc:title>${escapeXml(doc.title)}</dc:title><dc:language>en</dc:language>` +
    `<meta property="dcterms:modified">${doc.date ?? '1980-01-01'}T00:00:00Z</meta></metadata>\n<manifest>` +
    item('nav', 'nav.xhtml', xhtml, ' properties="nav"') +
    item('style', 'style.css', 'text/css') +
    item('title', 'title.xhtml', xhtml) +
    chapters.map(({ file }, i) => item(`part-${i + 1}`, file, xhtml)).join('') +
    pictures
      .map(([name], i) => item(`image-${i + 1}`, `images/${name}`, PICTURES.get(extname(name)) ?? ''))
      .join('') +
    `</manifest>\n<spine><itemref idref="title"/><itemref idref="nav"/>` +
    `${chapters.map((_, i) => `<itemref idref="part-${i + 1}"/>`).join('')}</spine>\n</package>\n`
  return zipFiles(
    [
      ['mimetype', 'application/epub+zip'],
      ['META-INF/container.xml', CONTAINER],
      ['book/content.opf', opf],
      ...files
    ],
    ['mimetype']
  )
}
