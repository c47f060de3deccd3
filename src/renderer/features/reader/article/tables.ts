/** Tables of an article on screen. */

/** Characters of a cell from which on it is a phrase, and from which on it is prose. */
const PHRASE = 24
const PROSE = 90

/** Wide tables scroll by themselves, and can be scrolled by keyboard. */
export function frameTables(body: HTMLElement): void {
  for (const table of body.querySelectorAll('table')) {
    if (table.parentElement?.closest('table')) continue
    const frame = document.createElement('div')
    frame.className = 'table-frame'
    frame.tabIndex = 0
    frame.setAttribute('role', 'region')
    const caption = table.querySelector('caption')?.textContent.trim()
    frame.setAttribute(
      'aria-label',
      caption === undefined || caption === '' ? 'Table' : caption.slice(0, 120)
    )
    table.replaceWith(frame)
    frame.append(table)
    // Spacers of old pages: rules around nothing.
    if (table.textContent.trim() === '' && !table.querySelector('img, math, hr')) frame.hidden = true
    for (const cell of table.querySelectorAll<HTMLTableCellElement>('td, th')) giveRoom(cell)
  }
}

/** A column of words is not pressed to one word a line before its table scrolls; numbers stay as narrow as they are. */
function giveRoom(cell: HTMLTableCellElement): void {
  // A table in a table lays out a page; its own cells are asked.
  if (cell.querySelector('table')) return
  const length = cell.textContent.trim().length
  if (length >= PHRASE) cell.classList.add(length >= PROSE ? 'prose' : 'phrase')
}
