import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { describe, expect, it } from 'vitest'
import {
  locate,
  paragraphAt,
  paragraphsOfText,
  readArticleText,
  type TreeAdapter
} from '#shared/domain/article-text'

type Node = DefaultTreeAdapterTypes.Node
const tree: TreeAdapter<Node> = {
  tag: (n) => ('tagName' in n ? n.tagName : undefined),
  text: (n) => (n.nodeName === '#text' ? (n as DefaultTreeAdapterTypes.TextNode).value : undefined),
  children: (n) => ('childNodes' in n ? n.childNodes : [])
}
const read = (html: string) => readArticleText<Node>(parse(html), tree)

describe('readArticleText', () => {
  it('makes one line a paragraph and collapses white space', () => {
    expect(read('<h1> A\n title </h1><p>One  <b>two</b>\tthree</p><div><p>Four</p>five</div>').text).toBe(
      'A title\nOne two three\nFour\nfive'
    )
  })

  it('knows as white space what regular expressions do, and joins up what stands one space apart', () => {
    const plain: TreeAdapter<string> = { tag: () => undefined, text: (n) => n, children: () => [] }
    for (let code = 0; code < 0x10000; code++) {
      const c = String.fromCharCode(code)
      const { text } = readArticleText(`a${c}b ${c}d`, plain)
      if (text !== (/\s/.test(c) ? 'a b d' : `a${c}b ${c}d`)) throw new Error(`U+${code.toString(16)}`)
    }
    expect(readArticleText('a b\nc  d e ', plain).segments).toHaveLength(2)
    const long = 'word '.repeat(1_000_000)
    expect(readArticleText(long, plain).text).toBe(long.trim())
  })

  it('treats a line break as a space and skips what is not text', () => {
    const html =
      '<p>a<br>b<script>x</script></p><p><ruby>漢<rp>(</rp><rt>kan</rt></ruby>字</p>' +
      '<p><math><semantics><mi>x</mi><annotation encoding="TeX">x</annotation></semantics></math></p>'
    expect(read(html).text).toBe('a b\n漢字\nx')
  })

  it('keeps cells and list items apart', () => {
    expect(
      read('<table><tr><td>1</td><td>2</td></tr></table><ul><li>x<ul><li>y</li></ul>z</li></ul>').text
    ).toBe('1\n2\nx\ny\nz')
  })

  it('maps every character back to the node it stands in', () => {
    const { text, segments } = read(
      '<p>Some  <i>spaced\n out</i> words,\n\n <b>all</b>of it</p><p>and more</p>'
    )
    const seen = new Array<boolean>(text.length).fill(false)
    for (const s of segments) {
      const data = tree.text(s.node) ?? ''
      for (let i = 0; i < s.length; i++) {
        const original = data.charAt(s.from + i)
        const mapped = text.charAt(s.at + i)
        expect(/\s/.test(original) ? ' ' : original).toBe(mapped)
        seen[s.at + i] = true
      }
    }
    for (let i = 0; i < text.length; i++) expect(seen[i] || /[ \n]/.test(text.charAt(i))).toBe(true)
  })

  it('finds the place of an offset, before or after a boundary', () => {
    const { text, segments } = read('<p>ab<b>cd</b></p>')
    expect(text).toBe('abcd')
    expect(locate(segments, 2, false)).toMatchObject({ offset: 0, node: { value: 'cd' } })
    expect(locate(segments, 2, true)).toMatchObject({ offset: 2, node: { value: 'ab' } })
    expect(locate(segments, 99, true)).toMatchObject({ offset: 2, node: { value: 'cd' } })
    expect(locate([], 0, false)).toBeUndefined()
  })

  it('reads paragraphs back from the stored text', () => {
    const { text, paragraphs } = read('<p>one</p><p>two two</p><p>three</p>')
    expect(paragraphsOfText(text)).toEqual(paragraphs.map(({ start, end }) => ({ start, end })))
    expect([0, 3, 4, 11, 12, 500].map((o) => paragraphAt(paragraphs, o))).toEqual([0, 0, 1, 1, 2, 2])
    expect(paragraphAt([], 3)).toBe(-1)
  })

  it('does not overflow on hostile nesting', () => {
    const deep = { name: '', children: [] as unknown[] }
    let at = deep
    for (let i = 0; i < 200_000; i++) {
      const next = { name: 'div', children: [] as unknown[] }
      at.children.push(next)
      at = next
    }
    type Deep = typeof deep
    const result = readArticleText<Deep>(deep, {
      tag: (n) => n.name,
      text: () => undefined,
      children: (n) => n.children as Deep[]
    })
    expect(result.text).toBe('')
  })
})
