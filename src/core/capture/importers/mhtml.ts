/** Pages saved in one file with their pictures (MHTML, .mht). */
import { CarrelError } from '#shared/contract/errors'
import { decode } from '../decode'
import type { Draft, Importer } from '../draft'
import { webUrl } from '../links'
import { decodeWords, readMessage, type MimePart } from '../packed/mime'
import { createTally } from '../tally'
import { importMarkup } from './html'

export const importMhtml: Importer = (source): Draft => {
  const missing = createTally()
  const removed = createTally()
  const { headers, parts } = readMessage(source.bytes, missing)
  const page = mainPart(headers, parts)
  if (!page)
    throw new CarrelError(
      'BAD_INPUT',
      'There is no page in it: a file saved by a browser as MHTML holds at least one. It may be cut off.'
    )
  const address = webUrl(page.headers.get('content-location') ?? headers.get('snapshot-content-location'))
  const base = source.url ?? address?.href
  const byAddress = new Map<string, MimePart>()
  for (const part of parts) {
    const id = part.headers.get('content-id')?.replace(/^\s*<|>\s*$/g, '')
    if (id !== undefined) remember(byAddress, `cid:${id}`, part)
    const location = part.headers.get('content-location')?.trim()
    if (location === undefined) continue
    if (/(^|[\\/])\.\.([\\/]|$)/.test(location)) {
      removed.add('other', 'a part that names a place outside of the file; it was not used', location)
      continue
    }
    remember(byAddress, location, part)
    const absolute = webUrl(location, base)
    if (absolute) remember(byAddress, absolute.href, part)
  }
  const known = new Map<MimePart, Uint8Array>()
  const image = (wanted: string): Uint8Array | undefined => {
    const part = byAddress.get(wanted) ?? byAddress.get(wanted.replace(/#.*$/, ''))
    if (!part) return undefined
    const bytes = known.get(part) ?? part.bytes()
    known.set(part, bytes)
    return bytes
  }
  const { text, note } = decode(page.bytes(), { charset: page.charset, html: true })
  const markup = page.type === 'text/plain' ? `<pre>${text.replace(/[&<]/g, escape)}</pre>` : text
  const { url: _from, ...rest } = source
  const draft = importMarkup(
    base === undefined ? rest : { ...rest, url: base },
    markup,
    note === undefined ? [] : [note],
    { image, missing, removed }
  )
  const subject = headers.get('subject')
  if (draft.origins['title'] === 'file name' && subject !== undefined) {
    const title = decodeWords(
      subject,
      (bytes, charset) => decode(bytes, { charset, html: false }).text
    ).trim()
    if (title !== '') {
      draft.fields.title = title.slice(0, 2000)
      draft.origins['title'] = 'subject'
    }
  }
  return draft
}

const escape = (sign: string): string => (sign === '<' ? '&lt;' : '&amp;')

function remember(map: Map<string, MimePart>, key: string, part: MimePart): void {
  if (!map.has(key)) map.set(key, part)
}

/** The one at the address of the whole, else the first page, else the first text. */
function mainPart(headers: ReadonlyMap<string, string>, parts: readonly MimePart[]): MimePart | undefined {
  const pages = parts.filter((p) => p.type === 'text/html' || p.type === 'application/xhtml+xml')
  const where = headers.get('snapshot-content-location')
  return (
    pages.find((p) => where !== undefined && p.headers.get('content-location') === where) ??
    pages[0] ??
    parts.find((p) => p.type === 'text/plain' && p.headers.size > 0 && p.bytes().length > 0)
  )
}
