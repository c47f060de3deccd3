/** A quotation as it is pasted into a text: the words, and author and year. */
import type { Bibliographic, Name } from '../contract/records'
import { showYear } from './dates'

type Cited = Pick<Bibliographic, 'authors' | 'issued' | 'title' | 'url' | 'doi'> & { citekey?: string }

/** From this many words on, a quotation stands as a block of its own, without quotation marks. */
const BLOCK_WORDS = 40

/** `James 1903`, `James and Roe 1903`, `James et al. 1903`, `“The Ph.D. Octopus” n.d.` */
export function authorDate(cited: Cited): string {
  return `${authorPart(cited)} ${showYear(cited.issued)}`
}

/**
 * The quotation with its citation, as plain text and as HTML (escaped). With a citation key the HTML also says where it is
 * from in a way that Carrel's own notes understand: pasted there, it keeps its source.
 */
export function quoteWithCitation(cited: Cited, exact: string): { text: string; html: string } {
  const words = exact.split(/\s+/).length
  const citation = `(${authorDate(cited)})`
  const target = cited.doi ? `https://doi.org/${cited.doi}` : cited.url
  const link =
    target && /^https?:\/\//i.test(target)
      ? `<a href="${escape(target)}">${escape(citation)}</a>`
      : escape(citation)
  const source =
    cited.citekey === undefined || cited.citekey === ''
      ? ''
      : ` data-carrel-source="@${escape(cited.citekey)}" data-carrel-words="${escape(exact)}" data-carrel-citation="${escape(authorDate(cited))}"`
  const paragraphs = exact.split('\n')
  if (words >= BLOCK_WORDS || paragraphs.length > 1)
    return {
      text: `${exact} ${citation}`,
      html: `<blockquote${source}>${paragraphs.map((p, i) => `<p>${escape(p)}${i === paragraphs.length - 1 ? ` ${link}` : ''}</p>`).join('')}</blockquote>`
    }
  return { text: `“${inner(exact)}” ${citation}`, html: `<p${source}>“${escape(inner(exact))}” ${link}</p>` }
}

/** Quotation marks inside a quotation become single ones. */
function inner(exact: string): string {
  return exact.replace(/“([^”]*)”/g, '‘$1’')
}

function authorPart({ authors, title }: Cited): string {
  const [first, second] = authors
  if (!first) return title === '' ? 'n.a.' : `“${shorten(title)}”`
  if (!second) return lastName(first)
  return authors.length === 2 ? `${lastName(first)} and ${lastName(second)}` : `${lastName(first)} et al.`
}

function lastName(n: Name): string {
  return n.family ?? n.literal ?? n.given ?? ''
}

function shorten(title: string): string {
  const words = title.split(' ')
  return words.length > 6 ? `${words.slice(0, 6).join(' ')} …` : title
}

function escape(s: string): string {
  return s.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
