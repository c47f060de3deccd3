/** Formulas as KaTeX, MathJax and MediaWiki leave them in a page → the MathML that stands beside them. */
import {
  append,
  attr,
  byTag,
  detach,
  findAll,
  hasClass,
  makeElement,
  replaceWith,
  textOf,
  type Element,
  type Node
} from './nodes'

/** Changes the tree in place. */
export function settleMath(root: Node): void {
  for (const element of findAll(root, () => true)) {
    if (hasClass(element, /^katex-display$/)) keepMath(element, true)
    else if (hasClass(element, /^katex$/)) keepMath(element, false)
    else if (element.tagName === 'mjx-container') keepMath(element, attr(element, 'display') === 'true')
    else if (hasClass(element, /^MathJax(_Display|_SVG|_CHTML|_SVG_Display)?$/))
      keepMath(element, hasClass(element, /_Display$/))
    else if (hasClass(element, /^mwe-math-element$/)) keepMath(element, hasClass(element, /block|display/))
    else if (hasClass(element, /^MathJax_Preview$/)) detach(element)
    else if (element.tagName === 'script') settleTexScript(element)
  }
}

/** Replaces the whole rendering by its MathML, if it has one. */
function keepMath(element: Element, display: boolean): void {
  if (!element.parentNode) return
  const math = byTag(element, 'math')
  if (!math) return
  if (display && attr(math, 'display') === undefined) math.attrs.push({ name: 'display', value: 'block' })
  replaceWith(element, [math])
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
