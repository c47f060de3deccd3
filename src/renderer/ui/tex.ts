/**
 * TeX → MathML, which the browser draws by itself: no fonts, no styles of a library, nothing from outside. temml is a
 * chunk of its own, loaded with the first formula; until then, and where a formula has a mistake, its source stands there.
 */
import createDOMPurify from 'dompurify'
import type TemmlModule from 'temml'
import './tex.css'

type Temml = typeof TemmlModule

let temml: Temml | undefined
let loading: Promise<Temml> | undefined

async function load(): Promise<Temml> {
  loading ??= import('temml').then((module) => (temml = module.default))
  return loading
}

/** A place for a formula; `source` as it was typed, dollars included. Filled by `fillTex`. */
export function texPlace(tex: string, display: boolean, source: string): HTMLElement {
  const place = document.createElement('span')
  place.className = display ? 'tex tex-display' : 'tex'
  place.setAttribute('data-tex', tex)
  place.textContent = source
  return place
}

/** Draws the formulas in `root` that are not drawn yet; at once when the library is there. `done` hears of late ones. */
export function fillTex(root: ParentNode, done?: () => void): void {
  const places = [...root.querySelectorAll<HTMLElement>('[data-tex]')]
  if (places.length === 0) return
  if (temml) for (const place of places) drawIn(place, temml)
  else void fillLater(places, done)
}

async function fillLater(places: readonly HTMLElement[], done: (() => void) | undefined): Promise<void> {
  try {
    const library = await load()
    for (const place of places) drawIn(place, library)
    done?.()
  } catch {
    // The sources are readable; the next formula tries to load the library again.
    loading = undefined
  }
}

function drawIn(place: HTMLElement, library: Temml): void {
  const tex = place.getAttribute('data-tex')
  if (tex === null) return
  place.removeAttribute('data-tex')
  try {
    const displayMode = place.classList.contains('tex-display')
    // Untrusted: no links, classes, ids or styles of the writer's. Bounded: no formula grows without end.
    const made = library.renderToString(tex, {
      displayMode,
      trust: false,
      throwOnError: true,
      maxExpand: 500,
      maxSize: [20, 20]
    })
    place.replaceChildren(clean(made))
  } catch (error) {
    // A mistake in the formula: its source stays, and says what is wrong.
    place.classList.add('tex-error')
    if (error instanceof Error) place.title = error.message.replace(/[\u0332]/g, '').slice(0, 200)
  }
}

let purify: ReturnType<typeof createDOMPurify> | undefined

/** What temml may set by style, set again through the object model: the page's policy forbids style attributes. */
const STYLES = new Set(
  (
    'padding padding-left padding-right padding-top padding-bottom color background-color border border-top ' +
    'border-bottom border-left border-right width'
  ).split(' ')
)

function clean(mathml: string): DocumentFragment {
  purify ??= createDOMPurify(window)
  const safe = purify.sanitize(mathml.replaceAll(' style="', ' data-style="'), {
    USE_PROFILES: { mathMl: true },
    FORBID_ATTR: ['href', 'src', 'style', 'id'],
    FORBID_TAGS: ['annotation-xml', 'maction', 'mglyph'],
    ADD_ATTR: ['class'],
    ALLOW_DATA_ATTR: true
  })
  const box = document.createElement('template')
  box.innerHTML = safe
  for (const element of box.content.querySelectorAll('[data-style]')) {
    const style =
      'style' in element && element.style instanceof CSSStyleDeclaration ? element.style : undefined
    for (const rule of (element.getAttribute('data-style') ?? '').split(';')) {
      const colon = rule.indexOf(':')
      const name = rule.slice(0, colon).trim()
      if (STYLES.has(name)) style?.setProperty(name, rule.slice(colon + 1).trim())
    }
    element.removeAttribute('data-style')
  }
  return box.content
}
