/** Highlights and notes as annotations of the file: what other readers find in the copy. */
import { createHash } from 'node:crypto'
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, it } from 'vitest'
import type { Annotation, PageArea } from '../../../src/shared/contract/records'
import { withAnnotations } from '../../../src/renderer/features/reader/pdf/save-pdf'

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

/** Two pages and a link, written by hand. `trailer`: more for the trailer. */
function makePdf(trailer = '', objects: readonly string[] = []): Uint8Array {
  const all = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/Annots[5 0 R]>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]>>',
    '<</Type/Annot/Subtype/Link/Rect[1 1 9 9]/A<</S/URI/URI(https://example.org/)>>>>',
    ...objects
  ]
  let text = '%PDF-1.4\n'
  const at = all.map((body, i) => {
    const start = text.length
    text += `${i + 1} 0 obj\n${body}\nendobj\n`
    return start
  })
  const lines = at.map((n) => `${String(n).padStart(10, '0')} 00000 n \n`).join('')
  const xref = text.length
  text += `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${lines}`
  text += `trailer\n<</Size ${all.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${xref}\n%%EOF\n`
  return new Uint8Array(Buffer.from(text, 'latin1'))
}

const open = (bytes: Uint8Array): Promise<PDFDocumentProxy> =>
  getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise

function highlight(n: number, color: Annotation['color'], note: string, pages: PageArea[]): Annotation {
  return {
    id: `0000000${n}-aaaa-4bbb-8ccc-dddddddddddd`,
    rev: 1,
    n,
    created: '2026-03-09T10:11:12.000Z',
    updated: '2026-04-05T06:07:08.000Z',
    article: 'a',
    text: 't',
    quote: { exact: 'q', prefix: '', suffix: '' },
    position: { start: 0, end: 1 },
    color,
    note,
    tags: [],
    pages
  }
}
const LINE: PageArea = { page: 1, rects: [[20, 300, 200, 312]] }
const save = async (bytes: Uint8Array, all: readonly Annotation[]): Promise<Uint8Array> =>
  withAnnotations(
    await open(bytes),
    all.map((annotation) => ({ annotation, areas: annotation.pages ?? [] }))
  )

/** RC4, which encrypted files of the first kind use. */
function rc4(key: Uint8Array, data: Uint8Array): Uint8Array {
  const s = Uint8Array.from({ length: 256 }, (_, i) => i)
  const swap = (a: number, b: number): void => {
    ;[s[a], s[b]] = [s[b] ?? 0, s[a] ?? 0]
  }
  for (let i = 0, j = 0; i < 256; i++) swap(i, (j = (j + (s[i] ?? 0) + (key[i % key.length] ?? 0)) & 255))
  let [i, j] = [0, 0]
  return data.map((byte) => {
    i = (i + 1) & 255
    j = (j + (s[i] ?? 0)) & 255
    swap(i, j)
    return byte ^ (s[((s[i] ?? 0) + (s[j] ?? 0)) & 255] ?? 0)
  })
}

describe('a copy of a PDF with highlights and notes', () => {
  it('keeps the file’s own bytes and holds annotations that another reader understands', async () => {
    const original = makePdf()
    const notes = [
      'Plain (with brackets) and a \\ backslash\nsecond line',
      'ملاحظة عن المصابيح',
      '北屋的灯 𠀀'
    ]
    const saved = await save(original, [
      highlight(1, 'amber', notes[0] ?? '', [LINE]),
      highlight(2, 'green', notes[1] ?? '', [{ page: 2, rects: [[20, 200, 90, 212]] }]),
      highlight(3, 'blue', notes[2] ?? '', [
        { page: 1, rects: [[20, 10, 200, 22]] },
        { page: 2, rects: [[20, 380, 200, 392]] }
      ]),
      highlight(4, 'rose', '', [LINE])
    ])
    expect(Buffer.from(saved.subarray(0, original.length)).equals(Buffer.from(original))).toBe(true)
    const again = await open(saved)
    const found: Record<string, unknown>[] = []
    for (const n of [1, 2])
      found.push(...((await (await again.getPage(n)).getAnnotations()) as Record<string, unknown>[]))
    expect(found.filter((a) => a['subtype'] === 'Link')).toHaveLength(1)
    const made = found.filter((a) => a['subtype'] === 'Highlight') as {
      contentsObj: { str: string }
      titleObj: { str: string }
      quadPoints: Float32Array
      color: Uint8ClampedArray
      creationDate: string
      modificationDate: string
      popupRef: string | null
    }[]
    expect(made.map((a) => a.contentsObj.str)).toEqual([notes[0], notes[2], '', notes[1], ''])
    expect(made.map((a) => a.popupRef !== null)).toEqual([true, true, false, true, false])
    expect(new Set(made.map((a) => a.titleObj.str))).toEqual(new Set(['Carrel']))
    expect(made[0]?.creationDate).toContain('20260309')
    expect(made[0]?.modificationDate).toBe('D:20260405060708Z')
    expect([...(made[0]?.quadPoints ?? [])]).toEqual([20, 312, 200, 312, 20, 300, 200, 300])
    // Written with a few decimals.
    for (const [i, n] of [251, 217, 100].entries())
      expect(Math.abs((made[0]?.color[i] ?? 0) - n)).toBeLessThan(2)
    expect(latin(saved)).toContain('/NM (00000003-aaaa-4bbb-8ccc-dddddddddddd-2)')
    expect(latin(saved)).not.toContain('Carrel-annotation')
  })

  it('can be saved again from the copy', async () => {
    const once = await save(makePdf(), [highlight(1, 'amber', 'one', [LINE])])
    const twice = await save(once, [highlight(2, 'green', 'two', [LINE])])
    const notes = (await (await (await open(twice)).getPage(1)).getAnnotations()) as Record<string, unknown>[]
    expect(notes.filter((a) => a['subtype'] === 'Highlight')).toHaveLength(2)
  })

  it('refuses a damaged file', async () => {
    const damaged = Buffer.from(latin(makePdf()).replace(/startxref\n\d+/, 'startxref\n7'), 'latin1')
    await expect(save(damaged, [highlight(1, 'amber', 'x', [LINE])])).rejects.toThrow(
      /damaged.*Nothing was saved/
    )
  })

  it('refuses an encrypted file, even one that opens without a password', async () => {
    // ISO 32000-1, 7.6.3: revision 2, the empty password.
    const pad = Buffer.from('28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A', 'hex')
    const md5 = (data: Uint8Array): Buffer => createHash('md5').update(data).digest()
    const owner = Buffer.from(rc4(md5(pad).subarray(0, 5), pad))
    const id = Buffer.alloc(16, 7)
    const flags = Buffer.from([0xfc, 0xff, 0xff, 0xff])
    const key = md5(Buffer.concat([pad, owner, flags, id])).subarray(0, 5)
    const user = Buffer.from(rc4(key, pad))
    const hex = (b: Buffer): string => `<${b.toString('hex')}>`
    const locked = makePdf(`/Encrypt 6 0 R/ID[${hex(id)}${hex(id)}]`, [
      `<</Filter/Standard/V 1/R 2/O${hex(owner)}/U${hex(user)}/P -4>>`
    ])
    await expect(save(locked, [highlight(1, 'amber', 'x', [LINE])])).rejects.toThrow(
      /encrypted.*Nothing was saved/
    )
  })
})
