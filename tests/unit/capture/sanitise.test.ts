import { describe, expect, it } from 'vitest'
import { bodyOf, storedImagesOnly } from '#core/capture/body'
import { bodyAsWritten, makeDocument } from '#core/capture/document'
import { sanitise } from '#core/capture/sanitise'

const clean = (html: string): string => sanitise(html, storedImagesOnly).html
const HASH = 'ab'.repeat(32)

describe('sanitise', () => {
  it.each([
    ['scripts', '<p>a<script>x()</script>b</p>', '<p>ab</p>\n'],
    ['handlers', '<p onclick="x()">a</p>', '<p>a</p>\n'],
    ['style', '<p style="position:fixed" class="x">a</p>', '<p>a</p>\n'],
    ['script links', '<a href="java\tscript:x()">a</a>', 'a'],
    ['data links', '<a href="data:text/html,x">a</a>', 'a'],
    ['forms, keeping their text', '<form><p>a</p><input name=b></form>', '<div>\n<p>a</p>\n</div>\n'],
    ['SVG', '<p>a<svg><a href="javascript:x()">b</a></svg></p>', '<p>a</p>\n'],
    ['templates', '<template><p>a</p></template><p>b</p>', '<p>b</p>\n'],
    ['unknown elements, keeping their text', '<my-tag>a <blink>b</blink></my-tag>', 'a b'],
    ['a frameset', '<frameset><frame src=x></frameset><p>a</p>', '<p>a</p>\n'],
    ['MathML links', '<math><mtext href="javascript:x()">y</mtext></math>', '<math><mtext>y</mtext></math>'],
    [
      'annotation-xml',
      '<math><annotation-xml encoding="text/html"><p>a</p></annotation-xml><mi>x</mi></math>',
      '<math><mi>x</mi></math>'
    ]
  ])('takes out %s', (_, html, expected) => {
    expect(clean(html)).toBe(expected)
  })

  it('prefixes ids and links to them, once', () => {
    const once = clean('<h2 id="top">a</h2><a href="#top">b</a><a name="old">c</a><td headers="x">')
    expect(once).toContain('<h2 id="s-top">')
    expect(once).toContain('<a href="#s-top" rel="noopener noreferrer nofollow">')
    expect(once).toContain('<a id="s-old"')
    expect(clean(once)).toBe(once)
    expect(clean('<a href="#caf%C3%A9">a</a><i id="café">b</i>')).toContain('href="#s-café"')
  })

  it('accepts images of the library in exactly one shape', () => {
    expect(clean(`<img src="../ab/${HASH}.png" alt="x">`)).toBe(`<img src="../ab/${HASH}.png" alt="x">`)
    for (const src of [
      `../cd/${HASH}.png`,
      `../ab/${HASH}.svg`,
      `../../ab/${HASH}.png`,
      `https://x.test/../ab/${HASH}.png`,
      `../ab/${HASH}.png?x`,
      '//x.test/a.png',
      'data:image/png;base64,AAAA'
    ])
      expect(clean(`<img src="${src}" alt="x">`)).toBe('<img alt="x">')
  })

  it('keeps links that lead to the web, without what they carry', () => {
    expect(clean('<a href="https://user:secret@Example.org/a b" target=_blank ping=x>a</a>')).toBe(
      '<a href="https://example.org/a%20b" rel="noopener noreferrer nofollow">a</a>'
    )
    expect(clean('<a href="mailto:a@b.org">a</a>')).toContain('mailto:a@b.org')
    expect(clean('<a href="file:///etc/passwd">a</a><a href="\\\\host\\share">b</a>')).toBe('ab')
  })

  it('shows frames and players as links, but not inside links', () => {
    expect(clean('<iframe src="https://www.video.test/v/1"></iframe>')).toContain(
      '<a href="https://www.video.test/v/1" rel="noopener noreferrer nofollow">video.test</a>'
    )
    expect(clean('<video title="A talk"><source src="https://v.test/a.mp4"></video>')).toContain(
      '>Video: A talk</a>'
    )
    expect(clean('<a href="https://a.test/"><iframe src="https://v.test/"></iframe></a>')).not.toMatch(
      /<a[^]*<a/
    )
    expect(clean('<iframe src="https://t.test/" width="1" height="1"></iframe>')).toBe('')
    expect(clean('<iframe src="javascript:x()"></iframe>')).toBe('')
  })

  it('keeps what a reader needs', () => {
    const html =
      '<pre><code class="hljs language-js">\n\n  a &lt; b</code></pre><table><caption>T</caption><tr><th scope="col" colspan="2">h</th></tr></table>' +
      '<ol start="3" type="a"><li value="4">x</li></ol><p dir="rtl" lang="he">א<ruby>漢<rt>kan</rt></ruby></p><p>H<sub>2</sub>O</p>'
    const out = clean(html)
    expect(out).toContain('<pre><code class="language-js">\n\n  a &lt; b</code></pre>')
    expect(out).toContain('<th scope="col" colspan="2">h</th>')
    expect(out).toContain('<ol start="3" type="a">\n<li value="4">x</li>\n</ol>')
    expect(out).toContain('<p dir="rtl" lang="he">')
    expect(out).toContain('<ruby>漢<rt>kan</rt></ruby>')
    expect(clean('<pre>\n\na</pre>')).toBe('<pre>\n\na</pre>\n')
  })

  it('puts a newline between blocks and nowhere else', () => {
    expect(clean('<div><p>a</p><p>b</p>c<b>d</b> <i>e</i><ul><li>f</ul></div>')).toBe(
      '<div>\n<p>a</p>\n<p>b</p>\nc<b>d</b> <i>e</i>\n<ul>\n<li>f</li>\n</ul>\n</div>\n'
    )
  })

  it.each([
    '<a><p><b><a><p><b>x</a></p>',
    '<table><a>1<tr>2<td>3<table><b>4',
    '<p><button><div>x</div></button><p>y',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=y&gt;">',
    '<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=y>',
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    '<noscript><p title="</noscript><img src=x onerror=y>">',
    '<a href="https://a.test/"><iframe src="https://b.test/"></iframe><div>x</div></a>',
    '<pre>\n\n<div>\n x</div></pre>',
    '<p title="a &lt;b&gt; &quot;">x\u00a0y</p>',
    '<select><option><img src=x onerror=y></select><plaintext>a<b>'
  ])('settles: %s', (html) => {
    const once = clean(html)
    expect(clean(once)).toBe(once)
    expect(once).not.toMatch(/<[^>]*onerror|<style|<script/i)
  })

  it('flattens what is nested too deep without losing or joining words', () => {
    const out = clean(`${'<div>'.repeat(5000)}deep<div>er</div>${'</div>'.repeat(5000)}<p>after</p>`)
    expect(out.match(/<div>/g)?.length).toBe(256)
    expect(out).toMatch(/deep\s*<br>\s*er/)
    expect(out).toContain('<p>after</p>')
    const inline = clean(`${'<i>'.repeat(3000)}x`)
    expect(inline).toContain('x')
  })

  it('makes a document that gives its own body back', () => {
    const body = clean('<h2>A</h2><p>b &lt; c</p><pre>\n\n d</pre>')
    const document = makeDocument({ title: 'A <b> & "c"', lang: 'en', dir: 'ltr', body })
    expect(document).toMatch(/^<!doctype html>\n<html lang="en" dir="ltr">/)
    expect(document).toContain('<title>A &lt;b&gt; &amp; "c"</title>')
    expect(document).toContain(`content="default-src 'none'; img-src 'self' file:"`)
    expect(bodyOf(document)).toBe(body)
    expect(bodyAsWritten(document)).toBe(body)
  })

  it('cleans what stands in a document like ours', () => {
    const hostile = '<p onclick="x()">a</p></body><svg><style><img src=x onerror=x()></style></svg>'
    const document = makeDocument({ title: 'A', lang: undefined, dir: 'ltr', body: hostile })
    expect(bodyOf(document)).toBe('<p>a</p>\n<img alt="">')
    expect(bodyAsWritten('<body>\n</body>\n</html>\n')).toBeUndefined()
    expect(bodyAsWritten('</head>\n<body>\n</html>\n')).toBeUndefined()
  })

  it('trusts no document on disk', () => {
    expect(bodyOf('<body><p onclick=x>a<script>b</script><img src="http://x.test/a.png">')).toBe(
      '<p>a<img alt=""></p>\n'
    )
  })
})
