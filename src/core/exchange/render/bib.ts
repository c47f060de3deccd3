/** BibTeX (ASCII, as far as TeX has commands) and BibLaTeX (UTF-8). */
import type { CslName } from '#shared/domain/csl'
import { nameSome } from '../choose'
import { joinRuns, type Doc, type Entry, type Render, type Run, type Warn } from '../doc'
import { titleRuns } from '../title-markup'
import { dateFields, entryType, langid, type Dialect } from './bib-fields'
import { escapeLatex, setsInPdflatex, verbatimAddress } from './latex'

/** Names of persons: `Family, Given`, commas and "and" inside a part kept from splitting it. */
function nameField(names: readonly CslName[], ascii: boolean): string {
  const part = (text: string): string => {
    const tex = escapeLatex(text, ascii)
    return /,|\s+and\s+|^and\s|\sand$/i.test(text) ? `{${tex}}` : tex
  }
  return names
    .map((n) => {
      if (n.literal !== undefined) return `{${escapeLatex(n.literal, ascii)}}`
      if (n.family === undefined) return `{${escapeLatex(n.given ?? '', ascii)}}`
      return n.given === undefined
        ? `{${escapeLatex(n.family, ascii)}}`
        : `${part(n.family)}, ${part(n.given)}`
    })
    .join(' and ')
}

/** Words that styles must not re-case: capitals inside them (`DNA`, `iPhone`, `McGee`). */
function protectCapitals(text: string, ascii: boolean): string {
  return text
    .split(/([\s/–—-]+)/)
    .map((word) => {
      const tex = escapeLatex(word, ascii)
      return /\p{L}.*\p{Lu}|\p{N}\p{Lu}/u.test(word) ? `{${tex}}` : tex
    })
    .join('')
}

function titleField(title: string, dialect: Dialect): string {
  const ascii = dialect === 'bibtex'
  const dress = (r: Run): string => {
    let tex = protectCapitals(r.text, ascii)
    if (r.sup) tex = `\\textsuperscript{${tex}}`
    if (r.sub) tex = `\\textsubscript{${tex}}`
    if (r.smallCaps) tex = `\\textsc{${tex}}`
    if (r.italic) tex = `\\${ascii ? 'emph' : 'mkbibemph'}{${tex}}`
    if (r.bold) tex = `\\textbf{${tex}}`
    return tex
  }
  return joinRuns(titleRuns(title)).map(dress).join('')
}

function entryBib(e: Entry, dialect: Dialect): string {
  const ascii = dialect === 'bibtex'
  const { item } = e
  const { type, container, publisher, more = [] } = entryType(item.type, dialect)
  const lines: string[] = []
  const raw = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') lines.push(`  ${name} = {${value}}`)
  }
  const text = (name: string, value: string | undefined): void => {
    if (value !== undefined) raw(name, escapeLatex(value, ascii))
  }
  const pages = (value: string): string =>
    escapeLatex(value, ascii).replace(/(\d)\s*(?:-+|–)\s*(?=\d)/g, '$1--')

  raw('author', nameField(item.author ?? [], ascii))
  const title = titleField(item.title === '' ? 'Untitled' : item.title, dialect)
  // Styles of BibTeX put titles in lower case, which is wrong in every language but English.
  raw('title', ascii && e.lang !== undefined && !/^en\b/i.test(e.lang) ? `{${title}}` : title)
  if (item['container-title'] !== undefined) raw(container, titleField(item['container-title'], dialect))
  for (const d of e.issued === undefined ? [] : dateFields(e.issued, dialect)) {
    if (d.raw !== true) text(d.name, d.value)
    else if (d.name === 'month') lines.push(`  month = ${d.value}`)
    else raw(d.name, d.value)
  }
  text('volume', item.volume)
  text('number', item.issue)
  raw('pages', item.page === undefined ? undefined : pages(item.page))
  text(publisher, item.publisher)
  for (const [name, value] of more) raw(name, value)
  raw('doi', item.DOI === undefined ? undefined : verbatimAddress(item.DOI))
  text('isbn', item.ISBN)
  raw('url', item.URL === undefined ? undefined : verbatimAddress(item.URL))
  const accessed = item.accessed?.['date-parts']?.[0]
  if (accessed) raw('urldate', accessed.map((n) => String(n).padStart(2, '0')).join('-'))
  text('language', ascii ? e.lang : undefined)
  if (!ascii && e.lang !== undefined) raw('langid', langid(e.lang))
  text('abstract', item.abstract?.replace(/\s+/g, ' '))
  text('keywords', e.tags.length === 0 ? undefined : e.tags.join(', '))
  text(ascii ? 'annote' : 'annotation', e.why.length === 0 ? undefined : e.why.join(' '))
  return `@${type}{${e.key},\n${lines.join(',\n')}\n}\n`
}

/** Everything of an entry that a bibliography may print. */
function printed({ item }: Entry): string {
  const names = (item.author ?? []).flatMap((n) => [n.family, n.given, n.literal])
  return [...names, item.title, item['container-title'], item.publisher].join(' ')
}

function renderer(dialect: Dialect): Render {
  return function* render(doc: Doc, warn: Warn): Generator<string> {
    const beyond: string[] = []
    let before = ''
    for (const { entries } of doc.sections)
      for (const e of entries) {
        if (!setsInPdflatex(printed(e))) beyond.push(e.key)
        yield before + entryBib(e, dialect)
        before = '\n'
      }
    if (beyond.length > 0)
      warn(
        `${beyond.length === 1 ? '1 entry has' : `${beyond.length} entries have`} letters that pdfLaTeX cannot set; use XeLaTeX or LuaLaTeX for ${nameSome(beyond)}.`
      )
  }
}

export const renderBibtex = renderer('bibtex')
export const renderBiblatex = renderer('biblatex')
