// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { sanitiseArticle } from '../../../src/renderer/features/reader/article/sanitise'

const HASH = 'ab'.repeat(32)
function clean(html: string): string {
  const box = document.createElement('div')
  box.append(sanitiseArticle(html))
  return box.innerHTML
}

describe('sanitiseArticle', () => {
  it.each([
    ['script', '<p>a</p><script>alert(1)</script>', '<p>a</p>'],
    ['handlers', '<p onclick="x()">a</p>', '<p>a</p>'],
    [
      'style elements and attributes',
      '<style>:host{display:none}</style><p style="position:fixed">a</p>',
      '<p>a</p>'
    ],
    ['popovers', '<p popover id="x">a</p>', '<p id="s-x">a</p>'],
    [
      'frames and objects',
      '<iframe src="https://e.example"></iframe><object data="x"></object><p>a</p>',
      '<p>a</p>'
    ],
    ['media', '<video src="https://e.example/v" poster="p"></video><p>a</p>', '<p>a</p>'],
    [
      'meta, base and link',
      '<meta http-equiv="refresh" content="0"><base href="/"><link rel="stylesheet" href="x"><p>a</p>',
      '<p>a</p>'
    ],
    [
      'classes but for code',
      '<p class="toast"><code class="language-ts x">a</code></p>',
      '<p><code class="language-ts">a</code></p>'
    ],
    ['script links', '<a href="javascript:alert(1)">a</a>', '<a>a</a>'],
    ['relative links', '<a href="/settings">a</a>', '<a>a</a>'],
    ['data attributes and slots', '<p data-card="1" slot="x" part="y">a</p>', '<p>a</p>']
  ])('takes out %s', (_what, dirty, expected) => {
    expect(clean(dirty)).toBe(expected)
  })

  it('leaves no form and no control', () => {
    expect(
      clean('<form action="/x"><input name="a"><button>b</button><textarea>c</textarea></form><p>a</p>')
    ).not.toMatch(/<(?:form|input|button|textarea)/)
  })

  it('lets images come from the library only', () => {
    expect(clean(`<img src="../ab/${HASH}.png" alt="A lamp" srcset="https://e.example/2x">`)).toBe(
      `<img src="asset/${HASH}.png" alt="A lamp" loading="lazy" decoding="async">`
    )
    // Every folder of the library, not only the one of an example.
    for (const hash of ['00f1', '7c2e', 'ffab'].map((start) => start + HASH.slice(4)))
      expect(clean(`<img src="../${hash.slice(0, 2)}/${hash}.png" alt="">`)).toContain(
        `src="asset/${hash}.png"`
      )
    for (const src of [
      'https://e.example/a.png',
      `../abc/${HASH}.png`,
      'data:image/png;base64,AAAA',
      `../ab/${HASH}.png/../../x`,
      '//e.example/x'
    ])
      expect(clean(`<img src="${src}">`)).not.toContain('src')
  })

  it('prefixes ids once, and in-page links with them', () => {
    expect(clean('<p id="a"><a href="#a">x</a></p>')).toBe('<p id="s-a"><a href="#s-a">x</a></p>')
    expect(clean(clean('<p id="a"><a href="#a">x</a></p>'))).toBe('<p id="s-a"><a href="#s-a">x</a></p>')
  })

  it('keeps web and mail links, without what they could do here', () => {
    expect(clean('<a href="https://e.example/x" target="_top" ping="https://p.example">a</a>')).toBe(
      '<a href="https://e.example/x" rel="noopener noreferrer nofollow">a</a>'
    )
  })

  it('keeps MathML, ruby, tables and language', () => {
    const kept =
      '<p lang="ja" dir="ltr"><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby></p><math><mfrac><mi>a</mi><mi>b</mi></mfrac></math><table><tbody><tr><td colspan="2">x</td></tr></tbody></table>'
    expect(clean(kept)).toBe(kept)
  })
})
