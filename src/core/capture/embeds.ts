/** Frames, players and plug-ins: what is kept of them is a link to what was there. */
import { attr, elements, word, type Element } from './html/nodes'
import { safeHref, webUrl } from './links'

export interface EmbedLink {
  href: string
  label: string
}

/** The address an embed shows, absolute as the page's preparation left it. */
export function embedAddress(node: Element): string | undefined {
  for (const name of ['src', 'data', 'data-src']) {
    const value = word(node, name)
    if (value !== undefined) return value
  }
  for (const source of elements(node)) if (source.tagName === 'source') return word(source, 'src')
  return undefined
}

/** undefined: nothing a person could open. */
export function embedLink(node: Element): EmbedLink | undefined {
  const address = embedAddress(node)
  const href = address === undefined ? undefined : safeHref(address)
  const url = webUrl(href)
  if (href === undefined || !url || isTiny(node)) return undefined
  const label = (word(node, 'title') ?? word(node, 'aria-label') ?? '')
    .replace(/\s+/g, ' ')
    .slice(0, 200)
    .trim()
  const host = url.host.replace(/^www\./, '')
  const what = kindOf(node, host)
  return { href, label: `${what === '' ? '' : `${what}: `}${label === '' ? host : label}` }
}

/** Players that pages show in a frame. */
const PLAYERS =
  /(^|\.)(youtube(-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|twitch\.tv|ted\.com|wistia\.(com|net)|brightcove\.net|bilibili\.com)$/
const SOUNDS = /(^|\.)(soundcloud\.com|spotify\.com|bandcamp\.com)$/

function kindOf(node: Element, host: string): string {
  const name = host.replace(/:\d+$/, '')
  if (node.tagName === 'video' || PLAYERS.test(name)) return 'Video'
  return node.tagName === 'audio' || SOUNDS.test(name) ? 'Sound' : ''
}

/** Pixels and frames that are there to count visitors. */
export function isTiny(node: Element): boolean {
  return ['width', 'height'].some((name) => /^\s*[0-2](px)?\s*$/.test(attr(node, name) ?? ''))
}
