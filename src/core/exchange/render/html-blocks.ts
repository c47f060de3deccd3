/** The tree in HTML that is well-formed XML too: web pages and EPUB share it. */
import { joinRuns, plainText, textOf, type Block, type Entry, type Run } from '../doc'
import { isMostlyRightToLeft, isRightToLeft, splitScripts } from '../scripts'
import { escapeXml, isWebLink, strictHref } from './package'

/**
 * Text with the language and direction of each script marked. What is written from the right is shut off from the digits
 * and marks behind it, but not in a paragraph that is written from the right (`inRtl`): there they belong to it.
 */
export function words(text: string, inRtl = false): string {
  return splitScripts(text)
    .map(({ text: part, lang, rtl }) => {
      const safe = escapeXml(part).replace(/\n/g, '<br/>')
      if (lang === undefined) return safe
      return rtl && !inRtl
        ? `<bdi lang="${lang}" dir="rtl">${safe}</bdi>`
        : `<span lang="${lang}">${safe}</span>`
    })
    .join('')
}

export const direction = (text: string): string => (isRightToLeft(text) ? ' dir="rtl"' : '')

/** A text whose direction is its own. */
export const titled = (tag: string, text: string): string =>
  `<${tag}${direction(text)}>${words(text, isRightToLeft(text))}</${tag}>`

function inline(r: Run, inRtl: boolean): string {
  let html = words(r.text, inRtl)
  if (r.code) html = `<code>${html}</code>`
  if (r.sup) html = `<sup>${html}</sup>`
  if (r.sub) html = `<sub>${html}</sub>`
  if (r.smallCaps) html = `<span class="sc">${html}</span>`
  if (r.strike) html = `<del>${html}</del>`
  if (r.italic) html = `<em>${html}</em>`
  if (r.bold) html = `<strong>${html}</strong>`
  return isWebLink(r.href) ? `<a href="${escapeXml(strictHref(r.href))}" rel="noreferrer">${html}</a>` : html
}

/** One document, or one file of it: footnotes count from 1 and stand at its end. */
export class HtmlWriter {
  readonly #baseLevel: number
  readonly #imageSrc: (name: string) => string | undefined
  readonly #footnotes: string[] = []

  /** `imageSrc`: where a picture lies; undefined: only its description is shown. */
  constructor(baseLevel: number, imageSrc: (name: string) => string | undefined = () => undefined) {
    this.#baseLevel = baseLevel
    this.#imageSrc = imageSrc
  }

  /** `inRtl`: in a paragraph that is written from the right. */
  runs(runs: readonly Run[], inRtl = false): string {
    return joinRuns(runs)
      .map((r) => {
        if (r.image !== undefined) return this.#image(r.image, r)
        if (!r.footnote) return inline(r, inRtl)
        const n = this.#footnotes.push('')
        this.#footnotes[n - 1] =
          `<li id="fn${n}">${this.blocks(r.footnote)}<p class="back"><a href="#fr${n}" role="doc-backlink">Back to note ${n} in the text</a></p></li>`
        return `<sup><a id="fr${n}" href="#fn${n}" role="doc-noteref">${n}</a></sup>`
      })
      .join('')
  }

  blocks(blocks: readonly Block[]): string {
    return blocks.map((b) => this.#block(b)).join('\n')
  }

  footnotes(): string {
    if (this.#footnotes.length === 0) return ''
    return `<section class="notes" role="doc-endnotes"><h2>Notes</h2>\n<ol>\n${this.#footnotes.join('\n')}\n</ol></section>\n`
  }

  #image(name: string, r: Run): string {
    const src = this.#imageSrc(name)
    return src === undefined ? inline(r, false) : `<img src="${escapeXml(src)}" alt="${escapeXml(r.text)}"/>`
  }

  #block(b: Block): string {
    switch (b.type) {
      case 'paragraph':
        return this.#flow('p', b.runs)
      case 'heading': {
        return this.#flow(`h${Math.min(6, this.#baseLevel + b.level - 1)}`, b.runs)
      }
      case 'quote':
        return `<blockquote class="quote"${direction(plainText(b.blocks))}>${this.blocks(b.blocks)}</blockquote>`
      case 'list': {
        const [first = []] = b.items
        const rtl = isRightToLeft(plainText(first))
        const items = b.items.map((item) => `<li>${this.#item(item, rtl)}</li>`).join('\n')
        const dir = rtl ? ' dir="rtl"' : ''
        if (b.start === undefined) return `<ul${dir}>\n${items}\n</ul>`
        return `<ol${dir}${b.start === 1 ? '' : ` start="${b.start}"`}>\n${items}\n</ol>`
      }
      case 'code':
        return `<pre tabindex="0"><code>${escapeXml(b.text)}</code></pre>`
      case 'table':
        return this.#table(b.rows)
      case 'rule':
        return '<hr/>'
    }
  }

  #flow(tag: string, runs: readonly Run[]): string {
    const rtl = isRightToLeft(textOf(runs))
    return `<${tag}${rtl ? ' dir="rtl"' : ''}>${this.runs(runs, rtl)}</${tag}>`
  }

  /** An item of one paragraph needs no <p>. */
  #item(blocks: readonly Block[], rtl: boolean): string {
    const [only] = blocks
    return blocks.length === 1 && only?.type === 'paragraph' ? this.runs(only.runs, rtl) : this.blocks(blocks)
  }

  #table(rows: readonly (readonly Run[][])[]): string {
    const row = (cells: readonly Run[][], tag: string): string =>
      `<tr>${cells.map((c) => this.#flow(tag, c)).join('')}</tr>`
    const [head = [], ...body] = rows
    const dir = direction(rows.flat().map(textOf).join(' '))
    return `<table${dir}><thead>${row(head, 'th')}</thead><tbody>${body.map((r) => row(r, 'td')).join('')}</tbody></table>`
  }
}

function paragraphs(texts: readonly string[], label = ''): string {
  return texts
    .map((t, i) => `<p${direction(t)}>${i === 0 ? label : ''}${words(t, isRightToLeft(t))}</p>`)
    .join('\n')
}

function langOf(e: Entry): string {
  return e.lang !== undefined && /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(e.lang)
    ? ` lang="${e.lang}"`
    : ''
}

export function entryHtml(writer: HtmlWriter, e: Entry): string {
  const lang = langOf(e)
  const rtl = isMostlyRightToLeft(textOf(e.reference))
  const parts = [`<p class="reference"${rtl ? ' dir="rtl"' : ''}>${writer.runs(e.reference, rtl)}</p>`]
  const beside: string[] = []
  if (e.state !== undefined && e.state !== '') beside.push(`<p class="tags">${words(e.state)}</p>`)
  if (e.why.length > 0) beside.push(paragraphs(e.why, '<span class="label" dir="ltr">Why read:</span> '))
  if (e.tags.length > 0)
    beside.push(`<p class="tags"><span class="label">Tags:</span> ${words(e.tags.join(', '))}</p>`)
  if (e.notes.length > 0) beside.push(writer.blocks(e.notes))
  for (const q of e.quotes) {
    const dir = direction(q.paragraphs.join(' '))
    beside.push(`<blockquote class="quote ${q.color}"${lang}${dir}>${paragraphs(q.paragraphs)}</blockquote>`)
    if (q.remark.length > 0) beside.push(`<div class="remark">${writer.blocks(q.remark)}</div>`)
  }
  if (beside.length > 0) parts.push(`<div class="beside">\n${beside.join('\n')}\n</div>`)
  if (e.body.length > 0) parts.push(`<div class="body"${lang}>\n${writer.blocks(e.body)}\n</div>`)
  return `<article class="entry" id="ref-${e.key}">\n${parts.join('\n')}\n</article>\n`
}
