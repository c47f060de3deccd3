import { describe, expect, it } from 'vitest'
import { decode } from '#core/capture/decode'

const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))
const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'))

describe('decode', () => {
  it('believes a byte order mark before anything else', () => {
    const bytes = new Uint8Array([0xff, 0xfe, ...Buffer.from('“Ω”', 'utf16le')])
    expect(decode(bytes, { charset: 'utf-8', html: false })).toEqual({ text: '“Ω”', encoding: 'utf-16le' })
  })
  it('believes the server before the page', () => {
    const bytes = latin1('<meta charset="koi8-r"><p>\xe4</p>')
    expect(decode(bytes, { charset: 'windows-1251', html: true }).text).toContain('д')
  })
  it('reads windows-1252 where a page says Latin-1, as browsers do', () => {
    const { text, note } = decode(latin1('<meta charset="iso-8859-1">\x93so\x94 \x96 \x80'), { html: true })
    expect(text).toContain('“so” – €')
    expect(note).toBeUndefined()
  })
  it('corrects UTF-8 that says it is Latin-1, and Latin-1 that says it is UTF-8', () => {
    const wrong = decode(utf8('<meta charset="iso-8859-1">Dvořák'), { html: true })
    expect(wrong.text).toContain('Dvořák')
    expect(wrong.note).toMatch(/iso-8859-1.*UTF-8/)
    const other = decode(latin1('<meta charset="utf-8">Señor Müller ate crème brûlée'), { html: true })
    expect(other.text).toContain('Señor Müller ate crème brûlée')
    expect(other.note).toMatch(/says it is utf-8, but it is not/)
  })
  it('says nothing of a wrong label on plain ASCII, and never reads UTF-7', () => {
    expect(decode(utf8('<meta charset="utf-7">+ADw-script+AD4-'), { html: true })).toMatchObject({
      text: '<meta charset="utf-7">+ADw-script+AD4-',
      encoding: 'utf-8'
    })
  })
  it('guesses what says nothing', () => {
    const bytes = new Uint8Array(
      Buffer.from('93fa967b8cea82cc8365834c8358836782c582b7814282b182f182c982bf82cd90a28a458142', 'hex')
    )
    expect(decode(bytes, { html: false }).text).toBe('日本語のテキストです。こんにちは世界。')
    expect(decode(bytes, { html: false }).encoding).toBe('shift_jis')
    expect(decode(utf8('naïve'), { html: false })).toEqual({ text: 'naïve', encoding: 'utf-8' })
  })
  it('recognises UTF-16 without a mark', () => {
    const bytes = new Uint8Array(Buffer.from('Studies serve for delight', 'utf16le'))
    expect(decode(bytes, { html: false }).text).toBe('Studies serve for delight')
  })
  it('keeps UTF-8 with a broken place, and UTF-8 that says it is GBK', () => {
    const text = '读书足以怡情，足以傅彩，足以长才。'
    const broken = decode(new Uint8Array([...utf8(text), 0xff, ...utf8(text)]), { html: false })
    expect(broken.text).toBe(`${text}\ufffd${text}`)
    expect(broken.note).toMatch(/^1 place is broken/)
    expect(decode(utf8(`<meta charset="gb2312">${text}`), { html: true }).text).toContain(text)
  })
})
