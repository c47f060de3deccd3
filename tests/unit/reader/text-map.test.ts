// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { cutIntoParts } from '../../../src/renderer/features/reader/article/parts'
import { directionOf } from '../../../src/renderer/features/reader/article/direction'
import { TextMap } from '../../../src/renderer/features/reader/article/text-map'
import { seeded } from '../domain/generated-text'

function body(html: string): HTMLElement {
  const root = document.createElement('div')
  root.innerHTML = html
  document.body.replaceChildren(root)
  return root
}
const HTML =
  '<h2> A  title </h2><p>One <b>bold</b> and\n <i>two</i> words.</p><ul><li>first</li><li>second <a href="#x">link</a></li></ul>'

describe('TextMap', () => {
  it('gives ranges whose words are those of the text', () => {
    const map = new TextMap(body(HTML))
    expect(map.text).toBe('A title\nOne bold and two words.\nfirst\nsecond link')
    for (const part of ['title', 'bold and two', 'first', 'second link']) {
      const at = map.text.indexOf(part)
      expect(
        map
          .range(at, at + part.length)
          .toString()
          .replace(/\s+/g, ' ')
      ).toBe(part)
    }
  })

  it('does not see the soft hyphens that were put in for the screen', () => {
    const root = body('<p>One beautiful garden of <b>carefully</b> numbered lamps.</p>')
    const map = new TextMap(root)
    const first = root.querySelector('p')?.firstChild
    if (!(first instanceof Text)) throw new Error('no text')
    map.putSoftHyphens(first, [8, 11, 15])
    expect(first.data).toBe('One beau\u00adtif\u00adul g\u00adarden of ')
    for (let start = 0; start < map.text.length; start++)
      for (let end = start + 1; end <= map.text.length; end++) {
        if (/\s/.test(map.text.charAt(start)) || /\s/.test(map.text.charAt(end - 1))) continue
        const r = map.range(start, end)
        expect(r.toString().replaceAll('\u00ad', '')).toBe(map.text.slice(start, end))
        expect(map.offsetOf(r.startContainer, r.startOffset)).toBe(start)
        expect(map.offsetOf(r.endContainer, r.endOffset)).toBe(end)
      }
    // Split for a mark in the middle of a hyphenated word: still the same text.
    expect(map.nodeAt(10)?.data.replaceAll('\u00ad', '')).toBe('ful garden of ')
    for (const word of ['beautiful', 'ful', 'garden', 'carefully']) {
      const at = map.text.indexOf(word)
      expect(
        map
          .range(at, at + word.length)
          .toString()
          .replaceAll('\u00ad', '')
      ).toBe(word)
    }
  })

  it('leads from every range back to its offsets', () => {
    const map = new TextMap(body(HTML))
    for (let start = 0; start < map.text.length; start++)
      for (let end = start + 1; end <= map.text.length; end++) {
        if (/\s/.test(map.text.charAt(start)) || /\s/.test(map.text.charAt(end - 1))) continue
        const r = map.range(start, end)
        expect(map.offsetOf(r.startContainer, r.startOffset)).toBe(start)
        expect(map.offsetOf(r.endContainer, r.endOffset)).toBe(end)
      }
  })

  it('takes points between elements', () => {
    const root = body(HTML)
    const map = new TextMap(root)
    expect(map.offsetOf(root, 0)).toBe(0)
    expect(map.offsetOf(root, root.childNodes.length)).toBe(map.text.length)
    const list = root.querySelector('ul')
    expect(list && map.startOf(list)).toBe(map.text.indexOf('first'))
  })

  it('stays true when text nodes are split and empty elements put in', () => {
    const random = seeded(3)
    const root = body(HTML)
    const map = new TextMap(root)
    const before = map.text
    for (let i = 0; i < 60; i++) {
      const offset = Math.floor(random() * before.length)
      if (/\s/.test(before.charAt(offset))) continue
      map.nodeAt(offset)?.before(document.createElement('span'))
      const probe = Math.floor(random() * (before.length - 5))
      const wanted = before.slice(probe, probe + 5).trim()
      const at = before.indexOf(wanted, probe)
      const bare = (t: string): string => t.replace(/\s+/g, '')
      expect(bare(map.range(at, at + wanted.length).toString())).toBe(bare(wanted))
    }
    expect(new TextMap(root).text).toBe(before)
  })
})

describe('cutIntoParts', () => {
  it('cuts a long article at blocks and changes nothing of its text', () => {
    const html = `<div>${Array.from({ length: 400 }, (_, i) => (i % 7 === 0 ? `loose ${i} <b>text</b> ` : `<p>Paragraph ${i}</p>`)).join('')}</div>`
    const root = body(html)
    const before = new TextMap(root).text
    cutIntoParts(root)
    expect(root.querySelectorAll('.part').length).toBeGreaterThan(4)
    expect(new TextMap(root).text).toBe(before)
  })
  it('leaves a short article alone', () => {
    const root = body(HTML)
    cutIntoParts(root)
    expect(root.querySelector('.part')).toBeNull()
  })
})

describe('directionOf', () => {
  it('believes the letters, then the language', () => {
    expect(directionOf('هذا نص طويل بما يكفي لنعرف اتجاهه', 'en')).toBe('rtl')
    expect(directionOf('This is long enough to know its way', 'ar')).toBe('ltr')
    expect(directionOf('123', 'he')).toBe('rtl')
    expect(directionOf('', undefined)).toBe('ltr')
  })
})
