/** Markdown (CommonMark with GitHub's tables, footnotes, task lists), with or without front matter. */
import { micromark, type Options } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { parseDate } from '#shared/domain/dates'
import { splitNames } from '#shared/domain/names'
import { parseTagPath } from '#shared/domain/tag-path'
import { decode } from '../decode'
import type { Draft, Importer } from '../draft'
import { refuseBinary } from '../file-kinds'
import { LIMITS } from '../limits'
import { readLanguage } from '../metadata/language'
import { webUrl } from '../links'
import { isbnIn } from '../packed/isbn'
import { doiIn } from '../pdf/front-doi'
import { readFrontMatter, type FrontMatter } from './front-matter'
import { importMarkup } from './html'
import { plainFields } from './plain-fields'

type HtmlExtension = NonNullable<Options['htmlExtensions']>[number]

/** GitHub's filter shows scripts as text; our sanitiser takes them out, so HTML goes through as it is. */
const rawHtml: HtmlExtension = {
  exit: {
    htmlFlowData(token) {
      this.raw(this.sliceSerialize(token))
    },
    htmlTextData(token) {
      this.raw(this.sliceSerialize(token))
    }
  }
}

export const importMarkdown: Importer = (source): Draft => {
  refuseBinary(source.bytes)
  const { text, note } = decode(source.bytes, { charset: source.charset, html: false })
  const { front, body } = readFrontMatter(text.replace(/^\ufeff/, ''))
  const html = micromark(body, {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfm({ singleTilde: false })],
    htmlExtensions: [gfmHtml({ clobberPrefix: '' }), rawHtml]
  })
  const heading = leadingHeading(html)
  const notes = [...(note === undefined ? [] : [note]), ...front.problems]
  const title = front.title ?? heading?.text
  // The title is shown above the text; a heading that repeats it is not wanted twice.
  const shown = heading && heading.text === title ? html.slice(heading.end) : html
  const draft = importMarkup({ ...source, extraction: 'whole' }, /\S/.test(shown) ? shown : html, notes)
  return withFrontMatter(draft, front, source, title)
}

/** Fills in what the front matter says; the draft's own fields come from a body without a head. */
function withFrontMatter(
  draft: Draft,
  front: FrontMatter,
  source: Parameters<Importer>[0],
  title: string | undefined
): Draft {
  const plain = plainFields(source, { title, opening: draft.fields.title })
  const { fields } = plain
  const origins: Record<string, string> = { ...plain.origins }
  if (title !== undefined) origins['title'] = front.title === undefined ? 'first heading' : 'front matter'
  const set = (field: string): void => {
    origins[field] = 'front matter'
  }
  const authors = front.authors.flatMap(splitNames).slice(0, LIMITS.authors)
  if (authors.length > 0) {
    fields.authors = authors
    set('authors')
  }
  const issued = front.date === undefined ? undefined : parseDate(front.date)
  if (issued !== undefined) {
    fields.issued = issued
    set('issued')
  }
  const url = webUrl(front.url)
  if (url) {
    fields.url = url.href
    fields.type = 'webpage'
    set('url')
  }
  const lang = readLanguage(front.lang)
  if (lang !== undefined) {
    fields.lang = lang
    set('lang')
  }
  if (front.container !== undefined) {
    fields.container = front.container.slice(0, LIMITS.container)
    set('container')
  }
  const doi = doiIn(front.doi ?? '')
  if (doi !== undefined) {
    fields.doi = doi
    set('doi')
  }
  const isbn = isbnIn(front.isbn ?? '')
  if (isbn !== undefined) {
    fields.isbn = isbn
    set('isbn')
  }
  const tags = front.tags.flatMap((t) => parseTagPath(t) ?? [])
  return { ...draft, fields, origins, tags }
}

/** A heading of the first rank at the very beginning. */
function leadingHeading(html: string): { text: string; end: number } | undefined {
  const found = /^\s*<h1>([^]*?)<\/h1>\s*/.exec(html)
  const inner = found?.[1]
  if (!found || inner === undefined || inner.length > LIMITS.title) return undefined
  const text = inner
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim()
  return text === '' ? undefined : { text, end: found[0].length }
}
