/**
 * A table is one piece of layout to a browser: 100,000 rows froze the window for half a minute. Cut into several, only
 * those in sight are laid out.
 */

import { openedAgain } from './long-paragraphs'

/** Beyond this a table is a data set. */
const LONG_ROWS = 2000
const PIECE_ROWS = 200

/** `html`: as the sanitiser writes it. Every row stays; tables with tables or cells over several rows in them are left. */
export function cutLongTables(html: string): string {
  const out: string[] = []
  let written = 0
  for (let open = html.indexOf('<table'); open !== -1; open = html.indexOf('<table', open + 6)) {
    const close = html.indexOf('</table>', open)
    if (close === -1) break
    const table = html.slice(open, close)
    if (table.includes('<table', 6) || table.includes(' rowspan=')) continue
    const rows = table.split('</tr>')
    if (rows.length <= LONG_ROWS) continue
    const between = `</tr></tbody></table>\n${openedAgain(table.slice(0, table.indexOf('>') + 1))}<tbody>`
    out.push(html.slice(written, open), rows.map((row, i) => row + endOf(rows, i, between)).join(''))
    written = close
  }
  return out.join('') + html.slice(written)
}

/** Between two rows of a body, now and then, one table ends and another begins. */
function endOf(rows: readonly string[], i: number, between: string): string {
  const next = rows[i + 1]
  if (next === undefined) return ''
  return i % PIECE_ROWS === PIECE_ROWS - 1 && /^\s*<tr[\s>]/.test(next) ? between : '</tr>'
}
