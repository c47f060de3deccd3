import { describe, expect, it } from 'vitest'
import { bestOfSrcset } from '#core/capture/html/srcset'
import { shallow } from '#core/capture/html/shallow'
import type { Draft, Source } from '#core/capture/draft'
import { importSource } from '#core/capture/importers/importers'
import { bytesOf, page, PNG, prose } from './support'

function read(html: string, source: Partial<Source> = {}): Draft {
  return importSource({ bytes: bytesOf(html), format: 'html', extraction: 'article', ...source })
}
const web = { url: 'https://site.test/a/page?x=1' }

describe('pages', () => {
  it('give the article without what surrounds it', () => {
    const nav = '<nav><ul>' + '<li><a href="/x">Menu entry</a></li>'.repeat(20) + '</ul></nav>'
    const draft = read(
      page('Of Studies')
        .replace('<article>', `${nav}<article>`)
        .replace('</article>', `</article><footer>${nav}</footer>`)
    )
    expect(draft.text).not.toContain('Menu entry')
    expect(draft.text).toContain('Of Studies 3. Studies serve for delight')
    expect(draft.fields).toMatchObject({ title: 'Of Studies', lang: 'en', type: 'webpage' })
    expect(draft.words).toBeGreaterThan(200)
  })

  it('are kept whole when there is no article in them', () => {
    const draft = read(
      '<title>List</title><ul><li><a href="https://a.test/">One</a><li><a href="https://b.test/">Two</a></ul>'
    )
    expect(draft.text).toContain('One')
    expect(draft.text).toContain('Two')
  })

  it('are refused when nothing is in them but scripts', () => {
    expect(() => read('<title>App</title><div id="root"></div><script>start()</script>')).toThrow(
      /no text in it/
    )
  })

  it('turn lazy images, sets, pictures and noscript into images', () => {
    const draft = read(
      page('Pictures', {
        body:
          `<p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/lazy.jpg" alt="lazy"></p>` +
          `<p><img src="s.jpg" srcset="m.jpg 800w, l.jpg 1600w, xl.jpg 4000w" alt="set"></p>` +
          `<p><picture><source srcset="p.avif 1x, p2.avif 2x" type="image/avif"><img src="p.jpg" alt="picture"></picture></p>` +
          `<p><img src="placeholder.gif" alt="stand-in"><noscript><img src="/real.png"></noscript></p>` +
          `<p><img src="https://count.test/p.gif" width="1" height="1"></p>` +
          `<p>${prose('More', 1)}</p>`
      }),
      web
    )
    const of = (alt: string): string[] => draft.images.find((i) => i.alt === alt)?.candidates ?? []
    expect(of('lazy')[0]).toBe('https://site.test/lazy.jpg')
    expect(of('set')).toEqual(['https://site.test/a/l.jpg', 'https://site.test/a/s.jpg'])
    expect(of('picture')[0]).toBe('https://site.test/a/p2.avif')
    expect(of('stand-in')[0]).toBe('https://site.test/real.png')
    expect(draft.images).toHaveLength(4)
    expect(draft.removed).toContainEqual(expect.objectContaining({ what: 'image', count: 1 }))
    expect(draft.body).not.toContain('site.test/lazy')
  })

  it('hold images written into them', () => {
    const data = `data:image/png;base64,${Buffer.from(PNG).toString('base64')}`
    const style = `<style>:root{--sf-img-1:url("${data}")}</style>`
    const draft = read(
      `<!--\n Page saved with SingleFile \n url: https://site.test/saved#x \n saved date: Mon\n-->` +
        page('Single file', {
          head: style,
          body: `<p><img src="${data}" alt="inline"></p><p><img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>" style="background-image:var(--sf-img-1)" alt="grouped"></p>`
        })
    )
    expect(draft.fields.url).toBe('https://site.test/saved')
    expect(draft.images.map((i) => [i.alt, i.bytes])).toEqual([
      ['inline', PNG],
      ['grouped', PNG]
    ])
  })

  it('keep formulas as MathML', () => {
    const math =
      '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><mi>E</mi></mrow><annotation encoding="application/x-tex">E</annotation></semantics></math>'
    const draft = read(
      page('Formulas', {
        body:
          `<p>KaTeX <span class="katex"><span class="katex-mathml">${math}</span><span class="katex-html" aria-hidden="true">EEE</span></span></p>` +
          `<p>MathJax <mjx-container><svg></svg><mjx-assistive-mml>${math}</mjx-assistive-mml></mjx-container></p>` +
          `<p>TeX <span class="MathJax_Preview">old</span><script type="math/tex">x^2</script></p>`
      })
    )
    expect(draft.body.match(/<math><semantics>/g)).toHaveLength(2)
    expect(draft.body).not.toContain('EEE')
    expect(draft.body).toContain('<code class="language-tex">x^2</code>')
  })

  it('keep what can be kept of formulas without MathML, once, and say so', () => {
    const katex = (signs: string): string =>
      `<span class="katex"><span class="katex-html" aria-hidden="true"><span class="mord">${signs}</span></span></span>`
    const draft = read(
      page('Drawn', {
        body:
          `<p>A formula ${katex('q=7')} in a line.</p><span class="katex-display"><span>${katex('w=8')}</span></span>` +
          `<p>Another <mjx-container jax="SVG"><svg data-latex="\\sqrt{b}"><path d="M0 0"></path></svg></mjx-container> of the next version.</p>` +
          `<p>And one <mjx-container jax="SVG"><svg><path d="M0 0"></path></svg></mjx-container> that is a drawing.</p>`
      })
    )
    expect(draft.text).toContain('A formula q=7 in a line.')
    expect(draft.text.match(/w=8/g)).toHaveLength(1)
    expect(draft.body).toContain('<code class="language-tex">\\sqrt{b}</code>')
    expect(draft.missing).toEqual([
      expect.objectContaining({
        count: 2,
        reason: expect.stringMatching(/only its signs are kept$/) as string
      }),
      expect.objectContaining({
        count: 1,
        reason: expect.stringMatching(/^a formula that is only drawn/) as string
      })
    ])
  })

  it('keep who said it, and code without the numbers of its lines', () => {
    const rows = ['let a = 1', 'let b = 2']
      .map(
        (line, i) =>
          `<tr><td class="blob-num" data-line-number="${i + 1}"></td><td class="blob-code">${line}</td></tr>`
      )
      .join('')
    const draft = read(
      page('Listings', {
        body:
          '<blockquote><p>The desk remembers.</p><footer>— <cite>The keeper</cite></footer></blockquote>' +
          '<table class="rouge-table"><tbody><tr><td class="gutter"><pre class="lineno">1\n2</pre></td><td class="code"><pre>one\ntwo</pre></td></tr></tbody></table>' +
          `<table class="highlight"><tbody>${rows}</tbody></table>` +
          '<table><tbody><tr><td>1</td><td>a plain table keeps its numbers</td></tr></tbody></table>'
      })
    )
    expect(draft.text).toContain('— The keeper')
    expect(draft.body).toMatch(/<pre>one\ntwo<\/pre>/)
    expect(draft.body).toMatch(/<pre>(<span>)?let a = 1(<\/span>)?\n(<span>)?let b = 2/)
    expect(draft.body.match(/<table>/g)).toHaveLength(1)
    expect(draft.text).not.toMatch(/1 2/)
  })

  it('keep terms and headings whose class says “header”, and no sign that links a heading to itself', () => {
    const draft = read(
      page('Terms', {
        body:
          '<h2 id="what">What we mean <a class="anchor" href="#what">#</a></h2>' +
          '<dl><dt class="subheaders">Monitoring</dt><dd><p>Collecting and displaying data about a system, in real time, as counts and as times.</p></dd></dl>' +
          '<h3 class="section-header">Why monitor <a id="why" href="#why">¶</a></h3><p>There are reasons, and <a href="#why">this</a> is one of them.</p>'
      })
    )
    expect(draft.text).toContain('Monitoring')
    expect(draft.text).toMatch(/^What we mean$/m)
    expect(draft.text).toMatch(/^Why monitor$/m)
    expect(draft.body).toMatch(/<a [^>]*id="s-why"/)
  })

  it.each([
    ['Arabic', 'عن مصابيح الغرفة الشمالية'],
    ['Chinese', '北屋的十二盏灯'],
    ['Latin', 'On the lamps of the north room']
  ])('say a title once (%s)', (_script, title) => {
    const draft = read(page(title))
    expect(draft.fields.title).toBe(title)
    expect(draft.text.split('\n')).not.toContain(title)
  })

  it('make links absolute, and those to themselves into places in the text', () => {
    const body =
      '<p id="n1">A <a href="../b?y#z">relative</a>, a <a href="https://site.test/a/page?x=1#n1">note</a>, a <a href="#n1">place</a></p>'
    const draft = read(page('Links', { body }), web)
    expect(draft.body).toContain('href="https://site.test/b?y#z"')
    expect(draft.body.match(/href="#s-n1"/g)).toHaveLength(2)
    expect(draft.body).toContain('id="s-n1"')
  })

  it('do not follow a base address to another host', () => {
    const draft = read(
      page('Base', {
        head: '<base href="https://evil.test/">',
        body: '<p><a href="x">relative link</a></p>'
      }),
      web
    )
    expect(draft.body).toContain('href="https://site.test/a/x"')
    expect(draft.removed).toContainEqual(
      expect.objectContaining({ what: 'link', examples: ['https://evil.test/'] })
    )
  })

  it('keep all that was pasted', () => {
    const draft = read('<html><body><!--StartFragment--><p>Only <b>this</b></p><!--EndFragment-->', {
      pasted: true
    })
    expect(draft.body).toBe('<p>Only <b>this</b></p>\n')
    expect(draft.fields.title).toBe('Only this')
  })

  it('are read from right to left where they say so or are written so', () => {
    expect(read('<html lang="ar"><p>سلام</p>').dir).toBe('rtl')
    expect(read('<p>שלום עולם</p>').dir).toBe('rtl')
    expect(read('<html dir="ltr" lang="he"><p>שלום</p>').dir).toBe('ltr')
  })
})

describe('shallow', () => {
  it('leaves ordinary pages alone', () => {
    const html = page('x', {
      body: '<svg><path d="M0"/><path/></svg><br/>'.repeat(500) + '<p><li><td>'.repeat(2000)
    })
    expect(shallow(html)).toEqual({ html, flattened: 0, attributes: 0 })
  })
  it('cuts nesting, self-closing tricks and attributes, and keeps text', () => {
    const deep = shallow('<div/>'.repeat(10_000) + 'text' + '</div>'.repeat(10_000))
    expect(deep.flattened).toBe(9_400)
    expect(deep.html).toContain('text')
    const many = shallow(`<p ${Array.from({ length: 2000 }, (_, i) => `a${i}="x>y"`).join(' ')}>text</p>`)
    expect(many.attributes).toBe(1500)
    expect(many.html).toMatch(/a499="x>y" >text<\/p>$/)
  })
  it('does not count what is only text', () => {
    const html = `<script>${'"<div>"'.repeat(5000)}</script><!-- ${'<b>'.repeat(5000)} --><p>x</p>`
    expect(shallow(html).flattened).toBe(0)
  })
})

describe('bestOfSrcset', () => {
  it.each([
    ['a.jpg 500w, b.jpg 2000w, c.jpg 2001w', 'b.jpg'],
    ['a.jpg 3000w, b.jpg 2500w', 'b.jpg'],
    ['a.jpg, b.jpg 2x, c.jpg 3x', 'b.jpg'],
    ['https://x.test/w_100,h_2/a.jpg 100w', 'https://x.test/w_100,h_2/a.jpg'],
    ['  ', undefined]
  ])('%s', (srcset, best) => expect(bestOfSrcset(srcset)).toBe(best))
})
