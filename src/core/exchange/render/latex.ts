/**
 * Text as LaTeX. BibTeX counts every brace, escaped or not, so a brace without its fellow becomes a command; accents become BibTeX's
 * "special characters" `{\"u}`, which it sorts and re-cases rightly.
 */

const SPECIAL = new Map([
  ['\\', '{\\textbackslash}'],
  ['{', '{\\textbraceleft}'],
  ['}', '{\\textbraceright}'],
  ['%', '\\%'],
  ['&', '\\&'],
  ['$', '\\$'],
  ['#', '\\#'],
  ['_', '\\_'],
  ['^', '{\\textasciicircum}'],
  ['~', '{\\textasciitilde}'],
  ['<', '{\\textless}'],
  ['>', '{\\textgreater}'],
  ['|', '{\\textbar}'],
  ['`', '{\\textasciigrave}']
])

/** Combining marks and the command that sets them. */
const ACCENTS = new Map([
  ['\u0300', '`'],
  ['\u0301', "'"],
  ['\u0302', '^'],
  ['\u0303', '~'],
  ['\u0304', '='],
  ['\u0306', 'u '],
  ['\u0307', '.'],
  ['\u0308', '"'],
  ['\u030a', 'r '],
  ['\u030b', 'H '],
  ['\u030c', 'v '],
  ['\u0323', 'd '],
  ['\u0327', 'c '],
  ['\u0328', 'k '],
  ['\u0331', 'b ']
])

const greek =
  'α:alpha β:beta γ:gamma δ:delta ε:varepsilon ζ:zeta η:eta θ:theta ι:iota κ:kappa λ:lambda μ:mu ν:nu ξ:xi π:pi ρ:rho ' +
  'σ:sigma ς:varsigma τ:tau υ:upsilon φ:varphi χ:chi ψ:psi ω:omega Γ:Gamma Δ:Delta Θ:Theta Λ:Lambda Ξ:Xi Π:Pi ' +
  'Σ:Sigma Υ:Upsilon Φ:Phi Ψ:Psi Ω:Omega'
const maths =
  '≤:leq ≥:geq ≠:neq ≈:approx ∞:infty ∈:in ∑:sum ∏:prod ∫:int √:surd →:rightarrow ←:leftarrow ⇒:Rightarrow ' +
  '↔:leftrightarrow ∂:partial ∇:nabla ∀:forall ∃:exists ∅:emptyset ∩:cap ∪:cup ⊂:subset ⊆:subseteq −:- ′:prime'
const letters =
  'ß:ss æ:ae Æ:AE œ:oe Œ:OE ø:o Ø:O ł:l Ł:L ı:i ȷ:j đ:dj Đ:DJ ð:dh Ð:DH þ:th Þ:TH ŋ:ng Ŋ:NG §:S ¶:P ©:copyright ' +
  '®:textregistered ™:texttrademark °:textdegree ±:textpm ×:texttimes ÷:textdiv €:texteuro £:pounds ¥:textyen ' +
  '¢:textcent •:textbullet ·:textperiodcentered ½:textonehalf ¼:textonequarter ¾:textthreequarters µ:textmu ' +
  '¿:textquestiondown ¡:textexclamdown †:textdagger ' +
  '‡:textdaggerdbl …:ldots «:guillemotleft »:guillemotright ‹:guilsinglleft ›:guilsinglright „:quotedblbase ' +
  '‚:quotesinglbase ª:textordfeminine º:textordmasculine ¬:textlnot'

const pairs = (list: string, as: (command: string) => string): [string, string][] =>
  list.split(' ').map((pair) => {
    const [character = '', command = ''] = pair.split(':')
    return [character, as(command)]
  })

const COMMANDS = new Map<string, string>([
  ...pairs(letters, (c) => `{\\${c}}`),
  ...pairs(greek, (c) => `{\\ensuremath{\\${c}}}`),
  ...pairs(maths, (c) => `{\\ensuremath{${c === '-' ? '-' : `\\${c}`}}}`),
  ['¹', '\\textsuperscript{1}'],
  ['²', '\\textsuperscript{2}'],
  ['³', '\\textsuperscript{3}'],
  ['\u00a0', '~'],
  ['\u00ad', '\\-'],
  ['\u2010', '-'],
  ['\u2011', '-'],
  ['–', '--'],
  ['—', '---'],
  ['‘', '`'],
  ['’', "'"],
  ['“', '``'],
  ['”', "''"],
  ['\u2009', '\\,'],
  ['\u202f', '\\,']
])

/** `é` → `{\'e}`, `ễ` → `{\~{\^e}}`; undefined when some mark has no command. */
function accented(character: string): string | undefined {
  const [base = '', ...marks] = character.normalize('NFD')
  if (marks.length === 0 || !/[A-Za-z]/.test(base)) return undefined
  let tex = base
  for (const [i, mark] of marks.entries()) {
    const command = ACCENTS.get(mark)
    if (command === undefined) return undefined
    // Above an i or j the accent takes the place of the dot.
    const below = 'dckb'.includes(command.charAt(0))
    if (i === 0 && !below && (base === 'i' || base === 'j')) tex = `\\${base}`
    tex = i === 0 ? `\\${command}${tex}` : `\\${command}{${tex}}`
  }
  return `{${tex}}`
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Braces that pair up may be escaped (more programs read `\{`); others would unbalance the entry. */
function bracesPair(text: string): boolean {
  let depth = 0
  for (const c of text) {
    if (c === '{') depth++
    if (c === '}' && --depth < 0) return false
  }
  return depth === 0
}

const isAscii = (text: string): boolean => !/[^\0-\x7f]/.test(text)

/** `ascii`: everything that has a command is written as one. What has none stays as it is, in UTF-8. */
export function escapeLatex(text: string, ascii: boolean): string {
  // Two hyphens of the text are not a dash: an empty group keeps TeX from joining them.
  const paired = bracesPair(text)
  const special = (c: string): string =>
    paired && (c === '{' || c === '}') ? `\\${c}` : (SPECIAL.get(c) ?? c)
  const composed = text.normalize('NFC')
  // Cutting into graphemes is slow, and most fields need none of it.
  if (!ascii || isAscii(composed))
    return composed
      .replace(/[\\{}%&$#_^~<>`]/g, special)
      .replace(/-(?=-)/g, '-{}')
      .replace(/\u00a0/g, '~')
  let out = ''
  let last = ''
  for (const { segment } of graphemes.segment(composed)) {
    if (segment === '-' && last === '-') out += '{}-'
    else if (segment.length === 1 && segment < '\u0080') out += special(segment)
    else out += accented(segment) ?? [...segment].map((c) => COMMANDS.get(c) ?? accented(c) ?? c).join('')
    last = segment
  }
  return out
}

/** Whether pdfLaTeX can set the text: everything in it has a command or is ASCII. */
export function setsInPdflatex(text: string): boolean {
  return isAscii(text) || isAscii(escapeLatex(text, true))
}

/** An address for a verbatim field: braces, backslashes, spaces and letters beyond ASCII percent-encoded. */
export function verbatimAddress(address: string): string {
  return address.replace(/[^\x21-\x7e]|[{}\\%]/gu, (c) => (c === '%' ? c : encodeURIComponent(c)))
}
