/**
 * TeX in Markdown, as Pandoc and Obsidian know it: `$…$` in a line, `$$…$$` set apart, which may run over lines. A
 * dollar before a blank opens nothing, one after a blank or before a digit closes nothing: `$5 and $10` are prices.
 */
import { withoutCode } from './code'

/** A formula with its place in the text, dollars included. */
export interface TexSpan {
  start: number
  end: number
  tex: string
  /** Stands on its own line. */
  display: boolean
}

/** Longer ones stay as they were typed. */
const LONGEST = 5000
const TEX =
  /(?<![\\$])(?:\$\$(?!\$)((?:[^$\\\n]|\\[^\n]|\n(?![ \t]*\n)|\\(?=\n)){1,5000}?)\$\$(?!\$)|\$(?=[^\s$])((?:[^$\\\n]|\\[^\n]){1,1000}?)(?<!\s)\$(?![$\d]))/g

/** Addresses and links, in which a dollar is a letter like others. */
const ADDRESSES = /(?<![^\s(<])https?:\/\/[^\s<>)]+|\]\([^()\n]*\)|\[\[[^[\]\n]*\]\]/g

/** The formulas of a text, in order; code and addresses are left alone. */
export function findTex(text: string): TexSpan[] {
  if (!text.includes('$')) return []
  const found: TexSpan[] = []
  const prose = withoutCode(text).replace(ADDRESSES, (address) => ' '.repeat(address.length))
  for (const m of prose.matchAll(TEX)) {
    const tex = (m[1] ?? m[2] ?? '').replace(/^[ \t]*>[ \t]?/gm, '').trim()
    if (tex === '' || tex.length > LONGEST) continue
    found.push({ start: m.index, end: m.index + m[0].length, tex, display: m[1] !== undefined })
  }
  return found
}

/** Signs of the private use area, one before and one after the number of a formula that was set aside. */
const [OPEN, CLOSE] = ['\ue0f0', '\ue0f1']
const ASIDE = new RegExp(`${OPEN}(\\d{1,6})${CLOSE}`, 'g')

/** The text with a mark in the place of each formula, so that Markdown takes no `_`, `*` or `\\` out of them. */
export function setTexAside(text: string): { text: string; formulas: TexSpan[] } {
  const formulas = findTex(text)
  let out = ''
  let at = 0
  const clean = (piece: string): string => piece.replace(/[\ue0f0\ue0f1]/g, '')
  formulas.forEach((f, n) => {
    out += `${clean(text.slice(at, f.start))}${OPEN}${n}${CLOSE}`
    at = f.end
  })
  return formulas.length === 0 ? { text, formulas } : { text: out + clean(text.slice(at)), formulas }
}

/** A piece of what came out, cut at the marks: words and formulas in their order. */
export function splitAtTex(piece: string, formulas: readonly TexSpan[]): (string | TexSpan)[] {
  if (formulas.length === 0 || !piece.includes(OPEN)) return [piece]
  const out: (string | TexSpan)[] = []
  let at = 0
  for (const m of piece.matchAll(ASIDE)) {
    const formula = formulas[Number(m[1])]
    if (!formula) continue
    if (m.index > at) out.push(piece.slice(at, m.index))
    out.push(formula)
    at = m.index + m[0].length
  }
  if (at < piece.length) out.push(piece.slice(at))
  return out
}

/** As it was typed. */
export const typedTex = ({ tex, display }: Pick<TexSpan, 'tex' | 'display'>): string =>
  display ? `$$${tex}$$` : `$${tex}$`
