/** Text that Pandoc, CommonMark and GitHub all read back as it was. Both know a backslash before ASCII punctuation. */

/** Within a line: whatever could open emphasis, code, links, HTML, attributes, maths, citations or typography. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]<>~^|${}]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/(?<!\w)@/g, '\\@')
    .replace(/(?<![^\s])#/g, '\\#')
    .replace(/!(?=\\?\[|$)/g, '\\!')
    .replace(/={2,}|%{2,}|:{2,}|-{2,}|\.{3,}/g, (m) => m.replace(/./g, '\\$&'))
    .replace(/"|(?<!\p{L})'|'(?!\p{L})/gu, '\\$&')
}

/** At the start of a paragraph: whatever could make it a heading, list, quotation, table or title block. */
export function escapeStart(escaped: string): string {
  return escaped
    .replace(/^\s*([#>+=:%-])/, '\\$1')
    .replace(/^\s*(\(?(?:\d{1,9}|\p{L}|[ivxlcdm]+|\\?#))([.)])(?=\s|$)/iu, '$1\\$2')
    .trimStart()
}

/** A destination of a link, safe between `(<` and `>)`. */
export function linkTarget(href: string): string {
  return href.replace(/[<>\\\s]/g, (c) => encodeURIComponent(c)).replace(/&(?=#?\w+;)/g, '\\&')
}

/** An address shown as itself; nothing in it is escaped or decoded. */
export function isAutolink(text: string): boolean {
  return /^https?:\/\/[^\s<>\\]+$/i.test(text) && !/&#?\w+;/.test(text)
}

/** Code between enough backticks. */
export function inlineCode(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((m) => m.length))
  const fence = '`'.repeat(longest + 1)
  const pad = /^[` ]|[` ]$/.test(text) ? ' ' : ''
  return fence + pad + text.replace(/\s*\n\s*/g, ' ') + pad + fence
}

/**
 * A formula for readers that know `$…$` (Pandoc, Obsidian, GitHub), harmless in those that do not: a blank after `<` and
 * braces between `](` mean the same in TeX, and are no HTML and no link. With a backtick in it, it is text.
 */
export function texInMarkdown(typed: string): string {
  if (typed.includes('`')) return escapeMarkdown(typed)
  return typed.replace(/<(?=\S)/g, '< ').replace(/\]\(/g, ']{}(')
}
