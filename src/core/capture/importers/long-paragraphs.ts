/**
 * A paragraph of megabytes (a text without line ends, a page of one line) is one piece of layout to a browser: 20 MB
 * froze the window for 15 seconds. Cut into several, it is laid out as it comes near.
 */

/** Nobody writes such a paragraph: characters of HTML. */
const LONG = 60_000
const PIECE = 6000
/** How far back from its end a piece looks for a better place. */
const BACK = 2000
const PLAIN_P = /^<p(?: (?:dir|lang|id)="[^"<>]*")*>$/

/** The tag once more for the next piece: it runs the same way in the same language, and only the first has a name. */
export function openedAgain(tag: string): string {
  const [name = '<p'] = /^<[a-z]+/.exec(tag) ?? []
  return `${name}${(tag.match(/ (?:dir|lang)="[^"<>]*"/g) ?? []).join('')}>`
}

/** `html`: as the sanitiser writes it. Every character stays; only paragraphs of text alone are cut. */
export function cutLongParagraphs(html: string): string {
  if (html.length <= LONG) return html
  const out: string[] = []
  let written = 0
  for (let close = html.indexOf('</p>'); close !== -1; close = html.indexOf('</p>', close + 4)) {
    if (close - written <= LONG) continue
    const opened = html.lastIndexOf('>', close)
    if (close - opened <= LONG || !PLAIN_P.test(html.slice(html.lastIndexOf('<', opened), opened + 1)))
      continue
    const again = `</p>\n${openedAgain(html.slice(html.lastIndexOf('<', opened), opened + 1))}`
    out.push(html.slice(written, opened + 1), pieces(html.slice(opened + 1, close)).join(again))
    written = close
  }
  return out.join('') + html.slice(written)
}

function pieces(text: string): string[] {
  const all: string[] = []
  let at = 0
  while (text.length - at > PIECE * 1.5) {
    const end = at + placeToCut(text.slice(at, at + PIECE))
    all.push(text.slice(at, end))
    at = end
  }
  all.push(text.slice(at))
  return all
}

/** After a sentence, else after a word, else wherever no reference (`&amp;`) and no character is torn. */
function placeToCut(piece: string): number {
  for (const mark of ['. ', '。', ' ']) {
    const found = piece.lastIndexOf(mark)
    if (found >= piece.length - BACK) return found + mark.length
  }
  const reference = piece.lastIndexOf('&')
  if (reference > piece.length - 12 && !piece.slice(reference).includes(';')) return reference
  return /[\uD800-\uDBFF]$/.test(piece) ? piece.length - 1 : piece.length
}
