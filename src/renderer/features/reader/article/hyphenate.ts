/**
 * Hyphenation by language: TeX's patterns (Liang's algorithm) put soft hyphens into what is on screen. The browser's own
 * did nothing in the Chromiums we run in. The text map knows what was put in, so offsets, find and highlights do not see
 * it; copying takes it out. Parts of a long article are hyphenated as they come near.
 */
import createHyphenator from 'hyphen'
import type { ReadingDoc } from './reading-doc'

const SOFT = '\u00ad'
const LEAST_WORD = 6
/** Patterns whose licences are as free as ours. Each is a file of its own, loaded when a text asks for it. */
const PATTERNS: Record<string, () => Promise<{ default: unknown }>> = {
  'en-gb': () => import('hyphen/patterns/en-gb'),
  en: () => import('hyphen/patterns/en-us'),
  de: () => import('hyphen/patterns/de-1996'),
  fr: () => import('hyphen/patterns/fr'),
  es: () => import('hyphen/patterns/es'),
  it: () => import('hyphen/patterns/it'),
  pt: () => import('hyphen/patterns/pt'),
  la: () => import('hyphen/patterns/la'),
  fi: () => import('hyphen/patterns/fi'),
  nb: () => import('hyphen/patterns/nb'),
  no: () => import('hyphen/patterns/nb'),
  nn: () => import('hyphen/patterns/nn')
}
/** Not running text, or set by the author as it shall stand. */
const LEFT_ALONE = 'pre, code, samp, kbd, math, h1, h2, h3, h4, h5, h6, .hl-start, .hl-end'

export type Hyphenator = (text: string) => number[]
const loaded = new Map<string, Promise<Hyphenator>>()

/** undefined: no patterns for this language. */
export function hyphenatorFor(lang: string | undefined): Promise<Hyphenator> | undefined {
  const tag = lang?.toLowerCase() ?? ''
  const key = tag in PATTERNS ? tag : tag.replace(/-.*$/, '')
  const load = Object.hasOwn(PATTERNS, key) ? PATTERNS[key] : undefined
  if (!load) return undefined
  let made = loaded.get(key)
  if (!made) {
    made = load().then((patterns) => {
      const hyphenate = createHyphenator(patterns.default, {
        async: false,
        hyphenChar: SOFT,
        minWordLength: LEAST_WORD
      })
      return (text) => placesIn(text, hyphenate(text))
    })
    loaded.set(key, made)
  }
  return made
}

/** Offsets of the original before which a soft hyphen was put. */
function placesIn(text: string, hyphenated: string): number[] {
  const out: number[] = []
  let at = 0
  for (const ch of hyphenated)
    if (ch === SOFT && text.charAt(at) !== SOFT) out.push(at)
    else at += ch.length
  return at === text.length ? out : []
}

/** Hyphenates what is near the screen, and goes on as more comes near; the returned function stops that. */
export function hyphenateDocument(doc: ReadingDoc, hyphenate: Hyphenator): () => void {
  const done = new WeakSet<Text>()
  const run = (): void => {
    for (const { start, end } of doc.parts.near())
      for (const node of doc.map.nodesIn(start, end)) {
        if (done.has(node)) continue
        done.add(node)
        const parent = node.parentElement
        if (!parent || parent.closest(LEFT_ALONE)) continue
        // A word of another language has its own rules.
        const lang = parent.closest('[lang]')
        if (lang && lang !== doc.body) continue
        doc.map.putSoftHyphens(node, hyphenate(node.data))
      }
  }
  run()
  return doc.parts.onChange(run)
}

/** What is copied out of the article has no soft hyphens that are not the author's. */
export function copyWithoutHyphens(doc: ReadingDoc, selected: () => Range | undefined): () => void {
  const copied = (event: Event): void => {
    if (!(event instanceof ClipboardEvent) || event.defaultPrevented || !event.clipboardData) return
    const range = selected()
    if (!range || range.collapsed) return
    const start = doc.map.offsetOf(range.startContainer, range.startOffset)
    const end = doc.map.offsetOf(range.endContainer, range.endOffset)
    const html = document.createElement('div')
    html.append(range.cloneContents())
    for (const mark of html.querySelectorAll('.hl-start, .hl-end')) mark.remove()
    event.clipboardData.setData('text/plain', doc.map.text.slice(start, end).replace(/\n/g, '\n\n'))
    event.clipboardData.setData('text/html', html.innerHTML.replaceAll(SOFT, ''))
    event.preventDefault()
  }
  document.addEventListener('copy', copied)
  return () => document.removeEventListener('copy', copied)
}
