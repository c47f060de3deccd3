/** The page as it was saved: its looks are kept, nothing in it runs, loads or leads away. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { elements, parsePage } from '#core/capture/html/nodes'
import { originalPage } from '#core/capture/original'
import { bytesOf, page, shared } from './support'

const NAME = `${'a'.repeat(64)}.png`
const show = (html: string, places: readonly (readonly [string, string])[] = []): string =>
  originalPage({ bytes: bytesOf(html), charset: undefined, places: new Map(places) })

function expectInert(html: string): void {
  for (const element of elements(parsePage(html))) {
    expect(element.tagName).not.toMatch(
      /^(script|noscript|link|base|iframe|frame|object|embed|video|audio|source|template|form)$/
    )
    if (element.tagName === 'meta') expect(element.attrs.map((a) => a.name)).not.toContain('http-equiv')
    for (const { name, value } of element.attrs) {
      expect(name).not.toMatch(/^(on|srcset$|srcdoc$|action$|formaction$|ping$|background$|poster$|target$)/)
      if (name === 'href') expect(value).toMatch(/^#/)
      if (name === 'src') expect(value).toMatch(/^([0-9a-f]{64}\.\w+$|data:image\/)/)
      if (name === 'style') expect(value).not.toMatch(/url\(\s*["']?(?!data:|#)/i)
    }
  }
}

describe('the saved original', () => {
  it('keeps styles and the images of the library, and nothing else that is asked for', () => {
    const html = show(
      page('Room', {
        head: '<style>@import "x.css"; h1{color:red;background:url(https://a.test/x.png)}</style><link rel="preconnect" href="https://a.test"><meta http-equiv="refresh" content="0;url=https://a.test">',
        body: '<p style="background:url(//a.test/y)"><img src="/plan.png" srcset="/big.png 2x" onerror="x()"><img src="/other.png"><a href="https://a.test/" target="_top">away</a> <a href="#here">here</a></p><form action="https://a.test/"><input name="q"></form><script>x()</script>'
      }),
      [['https://site.test/plan.png', NAME]]
    )
    expectInert(html)
    expect(html).toContain('h1{color:red;background:none}')
    expect(html).toContain(`src="${NAME}"`)
    expect(html).toContain('href="#here"')
    expect(html).not.toContain('a.test')
  })

  it.each([
    'background:u\\rl(http://a.test/x)',
    'background:\\75\\72\\6c(http://a.test/x)',
    'background:\\000075 RL("http://a.test/x")',
    'background:url(http://a.test/x',
    'background:url("http://a.test/)x")',
    'background:-webkit-image-set("http://a.test/;x" 1x)',
    '\\@import "http://a.test/x"',
    'background:i\\00006dage-set("http://a.test/x" 1x)',
    '@\\69mport "http://a.test/x"'
  ])('sees what loads behind escapes and odd ends: %s', (css) => {
    const html = show(page('Odd', { head: `<style>p{${css}}</style><style>${css}</style>` }))
    expect(html).not.toMatch(/url\(|image-set\(|@import/i)
    expect(html).not.toMatch(/u\\rl|\\75/i)
  })
  it('leaves other escapes of a style as they are', () => {
    const css = String.raw`.sm\:flex::before{content:"\201C";color:red}`
    expect(show(page('Plain', { head: `<style>${css}</style>` }))).toContain(css)
  })
  it('passes over selectors that would take minutes to match', () => {
    const css = Array.from({ length: 200 }, (_, i) => `div:has(p:nth-child(${i})) *`).join(',')
    const few = 'p:has(b){color:red}'
    expect(show(page('Slow', { head: `<style>${css}{color:red}</style>` }))).not.toContain(':has(')
    expect(show(page('Few', { head: `<style>${few}</style>` }))).toContain(few)
  })

  const corpus = join(shared, 'data/hostile/manifest.json')
  const cases = existsSync(corpus)
    ? (
        JSON.parse(readFileSync(corpus, 'utf8')) as {
          cases: { id: string; class: string; kind: string; file: string; generated?: string }[]
        }
      ).cases.filter((c) => c.class.startsWith('html-') && c.kind === 'html' && c.generated === undefined)
    : []
  it.skipIf(cases.length === 0)('of every hostile page is inert', () => {
    for (const { file } of cases) expectInert(show(readFileSync(join(shared, 'data/hostile', file), 'utf8')))
    expect(cases.length).toBeGreaterThan(50)
  })
})
