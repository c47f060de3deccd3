/**
 * Links in notes, as Obsidian writes them, so that the .md file reads well elsewhere: `[[Title]]`, `[[Title|shown]]`,
 * `[[@citekey]]`, `[[#tag/nested]]`, `[[Title#^id|words]]` for a highlight, and `#tag` in the running text. Links name
 * what they mean; when that is renamed, `renameLinks` and `renameTagLinks` rewrite them. Code is left alone.
 */
import { withoutCode } from '../markdown/code'
import { isUnder, parseTagPath, rebase } from './tag-path'

/** A link with its place in the text; `label` as written after the bar. */
export interface NoteLink {
  start: number
  end: number
  target: string
  label?: string
}

/** What the words in a link name. */
export type LinkTarget =
  | { kind: 'name'; name: string }
  | { kind: 'citekey'; key: string }
  | { kind: 'highlight'; id: string; name: string }
  | { kind: 'tag'; path: string }

const LINK = /\[\[([^[\]|\n]{1,2100})(?:\|([^[\]\n]{0,2000}))?\]\]/g
const TAG = /(^|[\s({,;])#([\p{L}\p{N}_][\p{L}\p{M}\p{N}_/-]*)/gmu
const HIGHLIGHT = /^(.*)#\^([0-9a-hjkmnp-tv-z]{18})$/

/** The `[[…]]` of a text, in order. */
export function findLinks(text: string): NoteLink[] {
  if (!text.includes('[[')) return []
  return [...withoutCode(text).matchAll(LINK)].map((m) => ({
    start: m.index,
    end: m.index + m[0].length,
    target: (m[1] ?? '').trim(),
    ...(m[2] === undefined ? {} : { label: m[2].trim() })
  }))
}

/** The `#tags` in the running text: not only digits, not a heading. `start` is that of the sign. */
export function findTags(text: string): { start: number; end: number; path: string }[] {
  if (!text.includes('#')) return []
  return [...withoutCode(text).matchAll(TAG)].flatMap((m) => {
    const path = parseTagPath(m[2] ?? '')
    if (path === undefined || /^[\d/_-]+$/.test(path)) return []
    const start = m.index + (m[1] ?? '').length
    return [{ start, end: start + 1 + (m[2] ?? '').replace(/[/-]+$/, '').length, path }]
  })
}

/** What a link's target names. A heading after a name (`Title#Heading`) is passed over. */
export function parseTarget(target: string): LinkTarget {
  const highlight = HIGHLIGHT.exec(target)
  if (highlight) return { kind: 'highlight', id: highlight[2] ?? '', name: (highlight[1] ?? '').trim() }
  if (target.startsWith('#')) return { kind: 'tag', path: parseTagPath(target) ?? '' }
  if (target.startsWith('@')) return { kind: 'citekey', key: target.slice(1).trim() }
  return { kind: 'name', name: target.replace(/#[^#]*$/, '').trim() || target }
}

/** A title as it can stand in a link. */
export function linkName(title: string): string {
  return title
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/[[\]|#^\s]+/g, ' ')
    .trim()
}

/** The form in which names are compared. */
export function linkKey(title: string): string {
  return linkName(title).normalize('NFC').toLowerCase()
}

/** The link that names `name`, shown as `label` where that differs. */
export function makeLink(target: string, label?: string): string {
  const shown = label === undefined ? '' : linkName(label)
  return shown === '' || shown === target ? `[[${target}]]` : `[[${target}|${shown}]]`
}

/** Rewrites links to what was renamed: `names` by `linkKey`, `citekeys` by the key itself. */
export function renameLinks(
  text: string,
  { names, citekeys }: { names: ReadonlyMap<string, string>; citekeys: ReadonlyMap<string, string> }
): string {
  return rewrite(text, findLinks(text), (link) => {
    const parsed = parseTarget(link.target)
    if (parsed.kind === 'citekey') {
      const to = citekeys.get(parsed.key)
      return to === undefined ? undefined : `@${to}`
    }
    if (parsed.kind === 'tag') return undefined
    const to = names.get(linkKey(parsed.name))
    return to === undefined ? undefined : linkName(to) + link.target.slice(parsed.name.length)
  })
}

/** Rewrites `#from` and `[[#from]]`, and those nested under it; `to` undefined: tags become plain words. */
export function renameTagLinks(text: string, from: string, to: string | undefined): string {
  const linked = rewrite(text, findLinks(text), (link) => {
    const parsed = parseTarget(link.target)
    if (parsed.kind !== 'tag' || !isUnder(parsed.path, from) || to === undefined) return undefined
    return `#${rebase(parsed.path, from, to)}`
  })
  let out = ''
  let at = 0
  for (const tag of findTags(linked)) {
    if (!isUnder(tag.path, from)) continue
    const path = to === undefined ? tag.path : rebase(tag.path, from, to)
    // A tag with blanks in it cannot stand bare.
    const written = to === undefined ? path : /\s/.test(path) ? `[[#${path}]]` : `#${path}`
    out += linked.slice(at, tag.start) + written
    at = tag.end
  }
  return out + linked.slice(at)
}

function rewrite(
  text: string,
  links: readonly NoteLink[],
  to: (link: NoteLink) => string | undefined
): string {
  let out = ''
  let at = 0
  for (const link of links) {
    const target = to(link)
    if (target === undefined) continue
    out += `${text.slice(at, link.start)}[[${target}${link.label === undefined ? '' : `|${link.label}`}]]`
    at = link.end
  }
  return out + text.slice(at)
}
