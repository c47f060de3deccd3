/** Books as pandoc and LibreOffice write them: their notes and chapters; whole books are read in tests/e2e. */
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { Draft } from '#core/capture/draft'
import { importSource } from '#core/capture/importers/importers'

/** A book of one file, called `label` in its contents. */
function read(label: string, body: string): Draft {
  const bytes = zipSync({
    mimetype: [strToU8('application/epub+zip'), { level: 0 }],
    'META-INF/container.xml': strToU8(
      '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile full-path="b.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    ),
    'b.opf': strToU8(
      '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A book</dc:title><dc:language>en</dc:language></metadata><manifest><item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>'
    ),
    'nav.xhtml': strToU8(
      `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc"><ol><li><a href="a.xhtml">${label}</a></li></ol></nav></body></html>`
    ),
    'a.xhtml': strToU8(
      `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title></head><body>${body}</body></html>`
    )
  })
  return importSource({ bytes, format: 'epub', name: 'book.epub', extraction: 'whole' })
}

describe('EPUB', () => {
  it('keeps the heading of the first chapter, which is not the title of the book', () => {
    expect(read('One', '<h1>One</h1><p>Words.</p>').body).toContain('>One</h1>')
  })

  it('raises the marks of notes, once', () => {
    const { body } = read(
      'One',
      '<h1>One</h1><p>Words<a href="#n1" epub:type="noteref" class="ref">1</a> and<sup><a href="#n2" epub:type="noteref">2</a></sup> and<a href="#n3" role="doc-noteref"><sup>3</sup></a>.</p><p id="n1">A note.</p>'
    )
    expect(body).toMatch(
      /Words<sup><a href="#s-p1-n1"[^>]*>1<\/a><\/sup> and<sup><a [^>]*>2<\/a><\/sup> and<a [^>]*><sup>3/
    )
  })
  it('takes a paragraph that is the chapter’s title for its heading, and says it once', () => {
    const { body } = read('First  chapter', '<p class="para2"><span>First chapter</span></p><p>Words.</p>')
    expect(body.match(/First chapter/g)).toHaveLength(1)
    expect(body).toContain('<h2>First chapter</h2>')
  })
  it('names a chapter without a title as the contents do', () => {
    expect(read('Second', '<p>It begins at once.</p>').body).toMatch(/<h2>Second<\/h2>\s*<p>It begins/)
  })
})
