/** Addresses that a stored text may link to: http, https, mailto, doi, and places in itself. */
import { LIMITS } from './limits'

const ID = /^[\p{L}\p{N}\p{M}_\-:.~()'!*]{1,200}$/u
const PREFIX = 's-'

/** An id of the text, prefixed so that it can never be one of ours; prefixing twice changes nothing. */
export function safeId(id: string): string | undefined {
  if (!ID.test(id)) return undefined
  return id.startsWith(PREFIX) ? id : PREFIX + id
}

/** The form in which a link is stored; undefined for one that may not be. */
export function safeHref(href: string): string | undefined {
  // What browsers pass over inside addresses.
  const plain = href
    .replace(/[\u0000-\u0020\u007f-\u00a0\u2028\u2029]+/g, (space) => (space === ' ' ? ' ' : ''))
    .trim()
  if (plain.length > LIMITS.address) return undefined
  if (plain.startsWith('#')) {
    const id = safeId(decodeFragment(plain.slice(1)))
    return id === undefined ? undefined : `#${id}`
  }
  if (/^https?:/i.test(plain)) {
    const url = readUrl(plain)
    if (!url) return undefined
    url.username = ''
    url.password = ''
    return url.href
  }
  if (/^mailto:[^\s<>"]+$/i.test(plain)) return plain
  if (/^doi:10\.[^\s<>"]+$/i.test(plain)) return plain
  return undefined
}

function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    // A stray percent sign: the fragment is not encoded.
    return fragment
  }
}

/** URL.canParse is not in every runtime. Resolves against `base` when there is one. */
export function readUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base)
  } catch {
    return undefined
  }
}

/** An absolute http(s) address; undefined for anything else. */
export function webUrl(text: string | undefined, base?: string): URL | undefined {
  const url = text === undefined || text.length > LIMITS.address ? undefined : readUrl(text.trim(), base)
  return url && (url.protocol === 'http:' || url.protocol === 'https:') ? url : undefined
}

/** Parameters that say how someone came to a page, not which page it is. */
const TRACKING =
  /^(utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|igshid|mc_cid|mc_eid|_hsenc|_hsmi|mkt_tok|ref_src|ref_url|cmpid|icid|ncid|spm|share|smid)$/i

/** The form in which two addresses are compared: same page, same form. Not for showing or fetching. */
export function addressKey(address: string): string | undefined {
  const url = webUrl(address)
  if (!url) return undefined
  const params = [...url.searchParams]
    .filter(([name]) => !TRACKING.test(name))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
  const path = url.pathname.replace(/\/(index\.(html?|php))?$/i, '')
  // #!… and #/… name pages of single-page sites; other fragments are places within one.
  const hash = /^#[!/]/.test(url.hash) ? url.hash : ''
  return `${url.host.toLowerCase()}${path}${params.length > 0 ? `?${params.join('&')}` : ''}${hash}`
}
