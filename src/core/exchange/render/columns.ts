/** How wide the columns of a table are in formats that do not find it out themselves. */
import { textOf, type Run } from '../doc'

/** A letter of 11 points is about so wide; East Asian ones twice. */
const LETTER = 125
const PADDING = 320
const NARROWEST = 600
const WIDE = /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/g

function widest(runs: readonly Run[]): number {
  const lines = textOf(runs).split('\n')
  return Math.max(...lines.map((line) => line.length + (line.match(WIDE)?.length ?? 0)))
}

/** In twips, one for each column: as wide as its longest cell, and all together no wider than `room`. */
export function columnWidths(rows: readonly (readonly Run[][])[], room: number): number[] {
  const asked: number[] = []
  for (const row of rows)
    for (const [i, cell] of row.entries())
      asked[i] = Math.max(asked[i] ?? 0, Math.max(NARROWEST, widest(cell) * LETTER + PADDING))
  if (asked.length === 0) return [room]
  const all = asked.reduce((sum, w) => sum + w, 0)
  if (all <= room) return asked
  // A column of a few letters keeps its room; the others share what is left.
  const fair = Math.floor(room / asked.length)
  const small = asked.filter((w) => w <= fair).reduce((sum, w) => sum + w, 0)
  const large = all - small
  return asked.map((w) => (w <= fair ? w : Math.floor((w * (room - small)) / large)))
}
