/** A quotation from the clipboard as Markdown, with its source. */

/**
 * `html` as Carrel copies a passage: an element with `data-carrel-source` (the target of a link) around the words in
 * `q`/`blockquote`, the citation in the link after them. undefined: it is something else.
 */
export function quotedMarkdown(html: string): string | undefined {
  const page = new DOMParser().parseFromString(html, 'text/html')
  const quote = page.querySelector('[data-carrel-source]')
  const source = quote?.getAttribute('data-carrel-source') ?? ''
  if (!quote || source === '' || /[[\]|\n]/.test(source)) return undefined
  const words = (quote.getAttribute('data-carrel-words') ?? '').trim()
  const shown = (quote.getAttribute('data-carrel-citation') ?? '').replace(/[[\]|\n]/g, ' ').trim()
  if (words === '') return undefined
  const lines = [...words.split('\n'), '', `— [[${source}${shown === '' ? '' : `|${shown}`}]]`]
  return lines.map((l) => (l === '' ? '>' : `> ${l}`)).join('\n')
}
