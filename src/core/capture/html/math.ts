/** Formulas as KaTeX, MathJax and MediaWiki leave them in a page → the MathML that stands beside them. */
import type { Tally } from '../tally'
import {
  append,
  attr,
  byTag,
  detach,
  elements,
  findAll,
  hasClass,
  isElement,
  makeElement,
  replaceWith,
  textOf,
  type Element,
  type Node
} from './nodes'

/** Changes the tree in place. `missing` hears of formulas that have no MathML. */
export function settleMath(root: Node, missing: Tally): void {
  for (const element of findAll(root, isFormula)) {
    // A display holds another formula, which went with it.
    if (!isBelow(element, root)) continue
    if (hasClass(element, /^katex(-display)?$/)) {
      if (!keepMath(element, hasClass(element, /^katex-display$/))) keepSigns(element, missing)
    } else if (element.tagName === 'mjx-container') {
      if (!keepMath(element, attr(element, 'display') === 'true')) keepTex(element, missing)
    } else if (hasClass(element, /^MathJax_Preview$/)) detach(element)
    else if (element.tagName === 'script') settleTexScript(element)
    else keepMath(element, hasClass(element, /_Display$|block|display/))
  }
}

const FORMULA =
  /^(katex|katex-display|MathJax|MathJax_(Display|SVG|CHTML|SVG_Display|Preview)|mwe-math-element)$/
const isFormula = (e: Element): boolean =>
  e.tagName === 'mjx-container' || e.tagName === 'script' || hasClass(e, FORMULA)

function isBelow(element: Element, root: Node): boolean {
  for (let node = element.parentNode; node; node = isElement(node) ? node.parentNode : null)
    if (node === root) return true
  return false
}

/** Replaces the whole rendering by its MathML; false: it has none. */
function keepMath(element: Element, display: boolean): boolean {
  const math = byTag(element, 'math')
  if (!math) return false
  if (display && attr(math, 'display') === undefined) math.attrs.push({ name: 'display', value: 'block' })
  replaceWith(element, [math])
  return true
}

/** KaTeX that was told to write no MathML: what it drew is hidden from everybody but the eye, and would be lost. */
function keepSigns(element: Element, missing: Tally): void {
  const signs = textOf(element)
    .replace(/[\s\u200b]+/g, ' ')
    .trim()
  if (signs === '') return
  missing.add('other', 'a formula without its structure: only its signs are kept', signs)
  replaceWith(element, [makeElement('span', {}, signs)])
}

/** MathJax that was told to write no MathML: version 4 leaves the TeX beside what it drew. */
function keepTex(element: Element, missing: Tally): void {
  const tex = [element, ...elements(element)]
    .flatMap((e) => attr(e, 'data-latex')?.trim() ?? [])
    .find((t) => t !== '')
  if (tex === undefined) {
    missing.add('other', 'a formula that is only drawn, without words or signs')
    return
  }
  replaceWith(element, [makeElement('code', { class: 'language-tex' }, tex)])
}

/** MathJax 2 without MathML: the TeX is all there is; beside a rendering that was kept, it is not needed. */
function settleTexScript(script: Element): void {
  const type = attr(script, 'type') ?? ''
  if (!/^math\/tex/i.test(type)) return
  const siblings = script.parentNode?.childNodes ?? []
  const before = siblings
    .slice(Math.max(0, siblings.indexOf(script) - 3), siblings.indexOf(script))
    .find((n) => n.nodeName === 'math')
  if (before) {
    detach(script)
    return
  }
  const previous = siblings[siblings.indexOf(script) - 1]
  // What MathJax drew from it, as spans without meaning.
  if (previous && 'attrs' in previous && hasClass(previous, /^MathJax/)) detach(previous)
  const code = makeElement('code', { class: 'language-tex' }, textOf(script).trim())
  const display = /mode=display/i.test(type)
  if (display) {
    const paragraph = makeElement('p', {})
    append(paragraph, [code])
    replaceWith(script, [paragraph])
  } else replaceWith(script, [code])
}
