/**
 * The page as it was saved, made fit to be looked at: with its own styles and the images that are in the library, and
 * without anything that runs, loads, sends or leads away by itself. The hosts serve it under a policy and in a sandbox
 * that would stop these as well.
 */
import { serialize } from 'parse5'
import { decode } from './decode'
import { attr, elements, isElement, parsePage, removeAll, replaceWith, makeElement } from './html/nodes'
import { shallow } from './html/shallow'
import { dataImage } from './html/data-image'

export interface OriginalInput {
  bytes: Uint8Array
  charset: string | undefined
  /** Assets by the address the page uses. */
  places: ReadonlyMap<string, string>
}

const GONE = new Set(
  'script noscript link base iframe frame object embed applet portal fencedframe video audio source track template canvas'.split(
    ' '
  )
)
const ADDRESSES =
  /^(src|srcset|imagesrcset|href|xlink:href|data|poster|background|action|formaction|ping|manifest|longdesc|usemap|cite|classid|codebase|archive|profile)$/
/** What a style can load: an address that is neither in the page nor a place in it. */
const OUTSIDE = /url\(\s*(?!["']?(?:data:|#))[^)]*\)|@import[^;]*;?|image-set\([^;]*\)/gi
/** What is left of that, its end or its quotes being odd: the name alone is struck, and browsers pass over the rest. */
const LOADS = /url\((?!\s*["']?(?:data:|#))|@import|image-set\(|src\(/gi
/** An escape in a style sheet that spells a letter (or `@`, `-`): `u\rl(` and `\75rl(` load as well. */
const LETTER = '(?:2d|4[0-9a-f]|5[0-9a]|6[1-9a-f]|7[0-9a])'
const ESCAPED_LETTER = new RegExp(
  `\\\\(?:(0{4}${LETTER}|0{0,3}${LETTER}(?![0-9a-f]))(?:\\r\\n|[ \\t\\r\\n\\f])?|([g-z]))`,
  'gi'
)
/** More of these than any page needs: matching them can take a browser minutes. */
const MOST_HAS = 100

function harmlessStyle(css: string): string {
  const plain = css.replace(ESCAPED_LETTER, (_, code: string | undefined, letter: string | undefined) =>
    code === undefined ? (letter ?? '') : String.fromCharCode(parseInt(code, 16))
  )
  const quiet = plain
    .replace(OUTSIDE, 'none')
    .replace(LOADS, (name) => (name.startsWith('@') ? '@none' : 'none('))
  return quiet.split(':has(').length > MOST_HAS ? quiet.replaceAll(':has(', ':none(') : quiet
}

/** A whole HTML document in UTF-8; images are named as assets beside it. */
export function originalPage({ bytes, charset, places }: OriginalInput): string {
  const { text } = decode(bytes, { charset, html: true })
  const page = parsePage(shallow(text.replaceAll('\0', '')).html)
  removeAll(page, (node) => {
    if (node.nodeName === '#comment') return true
    if (!isElement(node)) return false
    return GONE.has(node.tagName) || (node.tagName === 'meta' && attr(node, 'charset') === undefined)
  })
  for (const element of elements(page)) {
    const src = element.tagName === 'img' ? attr(element, 'src')?.trim() : undefined
    const stored = src === undefined ? undefined : storedAs(element.attrs, places)
    element.attrs = element.attrs.flatMap(({ name, value, ...rest }) => {
      if (/^on|^srcdoc$|^target$|^autofocus$|^popover/.test(name)) return []
      if (name === 'style') return [{ ...rest, name, value: harmlessStyle(value) }]
      if (!ADDRESSES.test(rest.prefix === undefined ? name : `${rest.prefix}:${name}`))
        return [{ ...rest, name, value }]
      return name === 'href' && value.startsWith('#') ? [{ ...rest, name, value }] : []
    })
    if (stored !== undefined) element.attrs.push({ name: 'src', value: stored })
    else if (src !== undefined && dataImage(src).bytes) element.attrs.push({ name: 'src', value: src })
    if (element.tagName === 'style')
      for (const child of element.childNodes) if ('value' in child) child.value = harmlessStyle(child.value)
    if (element.tagName === 'form') replaceWith(element, [div(element.childNodes)])
  }
  return `<!doctype html>\n${serialize(page).replace(/^<!doctype[^>]*>/i, '')}`
}

function div(children: Parameters<typeof replaceWith>[1]): ReturnType<typeof makeElement> {
  const made = makeElement('div', {})
  made.childNodes = [...children]
  for (const child of made.childNodes) child.parentNode = made
  return made
}

function storedAs(
  attributes: readonly { name: string; value: string }[],
  places: ReadonlyMap<string, string>
): string | undefined {
  for (const { value } of attributes) {
    const direct = places.get(value.trim())
    if (direct !== undefined) return direct
  }
  const src = attributes.find((a) => a.name === 'src')?.value.trim() ?? ''
  // Pages of the web were asked for by whole addresses, and name them by their ends.
  const end = src.replace(/^(\.{0,2}\/)+/, '')
  for (const [place, name] of end === '' ? [] : places) if (place.endsWith(`/${end}`)) return name
  return undefined
}
