/**
 * The second of two sanitisers: the core cleaned the HTML at capture, this cleans it again in the page, natively,
 * before it enters the shadow root. Nothing that styles, submits, overlays, executes or loads from elsewhere is left.
 */
import createDOMPurify, { type Config } from 'dompurify'

/** Where the hosts serve the library's assets, relative to the page. */
const ASSETS = 'asset/'
/** As the core stores it (beside the text, in the folder of its first two digits), or as this has made of it before. */
const IMAGE = /^(?:\.\.\/[0-9a-f]{2}\/|asset\/)([0-9a-f]{64}\.[a-z0-9]{1,5})$/
const LINK = /^(?:https?:|mailto:)/i
/** Ids of an article never meet ids of the app. */
const PREFIX = 's-'

const CONFIG: Config & { RETURN_DOM_FRAGMENT: true } = {
  RETURN_DOM_FRAGMENT: true,
  USE_PROFILES: { html: true, mathMl: true },
  FORBID_TAGS:
    'style form input button textarea select option optgroup datalist output fieldset legend dialog iframe object embed video audio source track canvas link meta base template slot map area frame frameset marquee'.split(
      ' '
    ),
  FORBID_ATTR:
    'style srcset sizes poster background usemap ismap slot part exportparts is popover popovertarget popovertargetaction autofocus contenteditable tabindex accesskey draggable target ping download nonce role name inert translate enterkeyhint inputmode'.split(
      ' '
    ),
  ALLOW_DATA_ATTR: false,
  ALLOW_UNKNOWN_PROTOCOLS: false,
  // Ids get a prefix of their own below.
  SANITIZE_DOM: false
}

const IDREFS = [
  'headers',
  'aria-labelledby',
  'aria-describedby',
  'aria-details',
  'aria-controls',
  'aria-owns'
]

function purifier(): ReturnType<typeof createDOMPurify> {
  const purify = createDOMPurify(window)
  purify.addHook('afterSanitizeAttributes', (node) => {
    const id = node.getAttribute('id')
    if (id !== null) node.setAttribute('id', prefixed(id))
    for (const name of IDREFS) {
      const value = node.getAttribute(name)
      if (value !== null) node.setAttribute(name, value.split(/\s+/).filter(Boolean).map(prefixed).join(' '))
    }
    const className = node.getAttribute('class')
    if (className !== null) {
      const kept = className.split(/\s+/).filter((c) => /^language-[\w+#-]{1,30}$/.test(c))
      if (kept.length > 0) node.setAttribute('class', kept.join(' '))
      else node.removeAttribute('class')
    }
    if (node.localName === 'img') cleanImage(node)
    else node.removeAttribute('src')
    cleanLink(node)
  })
  return purify
}

function cleanImage(image: Element): void {
  const name = IMAGE.exec(image.getAttribute('src') ?? '')?.[1]
  if (name === undefined) image.removeAttribute('src')
  else image.setAttribute('src', ASSETS + name)
  image.setAttribute('loading', 'lazy')
  image.setAttribute('decoding', 'async')
  if (image.getAttribute('alt') === null) image.setAttribute('alt', '')
}

function cleanLink(node: Element): void {
  const href = node.getAttribute('href')
  node.removeAttribute('xlink:href')
  if (href === null) return
  if (node.localName !== 'a') node.removeAttribute('href')
  else if (href.startsWith('#')) node.setAttribute('href', `#${prefixed(href.slice(1))}`)
  else if (!LINK.test(href)) node.removeAttribute('href')
  else node.setAttribute('rel', 'noopener noreferrer nofollow')
}

function prefixed(id: string): string {
  return id.startsWith(PREFIX) ? id : PREFIX + id
}

let shared: ReturnType<typeof createDOMPurify> | undefined

/** HTML from the core → nodes that may stand in the page. */
export function sanitiseArticle(html: string): DocumentFragment {
  shared ??= purifier()
  return shared.sanitize(html, CONFIG)
}
