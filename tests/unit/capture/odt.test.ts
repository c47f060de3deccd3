/** OpenDocument texts, made here: what LibreOffice itself makes is read in tests/exports. */
import { strToU8, zipSync, type Zippable } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { Draft } from '#core/capture/draft'
import { importSource } from '#core/capture/importers/importers'
import { formatOfFile } from '#core/capture/file-kinds'
import { PNG } from './support'

const CONTENT = (body: string, styles = ''): string =>
  `<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:draw="d" xmlns:xlink="x" xmlns:style="s" xmlns:fo="f"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`
const odt = (body: string, more: Zippable = {}, styles = ''): Uint8Array =>
  zipSync({
    mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
    'content.xml': strToU8(CONTENT(body, styles)),
    'meta.xml': strToU8(
      '<office:document-meta><office:meta><dc:title>Of rooms</dc:title><meta:initial-creator>Ada Example</meta:initial-creator><dc:language>de-DE</dc:language><meta:creation-date>2024-05-06T07:08:09</meta:creation-date></office:meta></office:document-meta>'
    ),
    ...more
  })
const read = (bytes: Uint8Array): Draft =>
  importSource({ bytes, format: 'odt', name: 'rooms.odt', extraction: 'whole' })

describe('ODT', () => {
  it('keeps headings, notes, lists, tables, pictures with captions, formulas and marks', () => {
    const styles =
      '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>' +
      '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/><text:list-level-style-bullet text:level="2"/></text:list-style>'
    const { body, fields, images, origins, missing } = read(
      odt(
        '<text:h text:outline-level="2">A part</text:h>' +
          '<text:p>Words<text:s text:c="2"/><text:span text:style-name="T1">leaning</text:span><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note></text:p>' +
          '<text:list text:style-name="L1"><text:list-item><text:p>One</text:p><text:list><text:list-item><text:p>Under</text:p></text:list-item></text:list></text:list-item></text:list>' +
          '<table:table><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Head</text:p></table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>' +
          '<text:p><draw:frame><draw:text-box><text:p><draw:frame><draw:image xlink:href="Pictures/p.png"/></draw:frame>Figure 1: a dot</text:p></draw:text-box></draw:frame></text:p>' +
          '<text:p>So <draw:frame><draw:object xlink:href="./Object 1"/></draw:frame> it is.</text:p>',
        {
          'Pictures/p.png': PNG,
          'Object 1/content.xml': strToU8('<math xmlns="m"><mi>E</mi><mo>=</mo><mi>m</mi></math>')
        },
        styles
      )
    )
    expect(body).toContain('<h2>A part</h2>')
    expect(body).toContain('<em>leaning</em><sup><a id="s-ref-1" href="#s-note-1"')
    expect(body).toMatch(/<li id="s-note-1">\s*<p>A note\. <a href="#s-ref-1"/)
    expect(body.replace(/\s+/g, '')).toContain('<ol><li>One<ul><li>Under</li></ul></li></ol>')
    expect(body).toMatch(/<th colspan="2">Head<\/th>/)
    expect(body.replace(/\s+/g, ' ')).toMatch(
      /<figure> ?<img src="carrel-image:0" alt=""> ?<figcaption>Figure 1: a dot<\/figcaption>/
    )
    expect(body).toContain('<math><mi>E</mi><mo>=</mo><mi>m</mi></math>')
    expect(images.map((i) => Uint8Array.from(i.bytes ?? []))).toEqual([PNG])
    expect(missing).toEqual([])
    expect(fields).toMatchObject({
      title: 'Of rooms',
      authors: [{ family: 'Example', given: 'Ada' }],
      issued: '2024-05-06',
      lang: 'de-DE',
      type: 'document'
    })
    expect(origins['title']).toBe('document properties')
  })

  it('is known by its bytes, and refuses what is locked, cut off or something else', () => {
    const bytes = odt('<text:p>Words</text:p>')
    expect(formatOfFile('no ending', bytes)).toBe('odt')
    const locked = odt('<text:p>x</text:p>', {
      'META-INF/manifest.xml': strToU8(
        '<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
      )
    })
    expect(() => read(locked)).toThrow(/locked with a password/)
    expect(() => read(strToU8('hello'))).toThrow(/is none/)
    expect(() => read(bytes.subarray(0, bytes.length - 30))).toThrow(/cut off/)
    expect(() => read(zipSync({ 'a.txt': strToU8('x') }))).toThrow(/no LibreOffice text/)
  })

  it('survives lists within lists without end, and names that climb out', () => {
    const deep =
      '<text:list><text:list-item>'.repeat(3000) +
      '<text:p>Deep words</text:p>' +
      '</text:list-item></text:list>'.repeat(3000)
    const { text } = read(
      odt(
        `${deep}<text:p><draw:frame><draw:image xlink:href="../../../etc/passwd"/></draw:frame>After</text:p>`
      )
    )
    expect(text).toContain('Deep words')
    expect(text).toContain('After')
  })
})
