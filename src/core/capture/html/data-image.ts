/** Images written into the page itself. */
import type { DraftImage } from '../draft'
import { looksLikeSvg, sniffImage } from '../file-kinds'
import { LIMITS, showBytes } from '../limits'

/** Always an answer: the image, or why it is none. */
export function dataImage(address: string): Omit<DraftImage, 'alt' | 'number'> {
  const comma = address.indexOf(',')
  const head = address.slice(0, comma < 0 ? 100 : Math.min(comma, 200))
  const none = (reason: string): Omit<DraftImage, 'alt' | 'number'> => ({
    candidates: [],
    reason,
    place: head
  })
  if (comma < 0) return none('it is written into the page, but cut off')
  if ((address.length - comma) * 0.75 > LIMITS.imageBytes * 1.1)
    return none(`larger than ${showBytes(LIMITS.imageBytes)}`)
  const data = address.slice(comma + 1)
  const bytes = /;\s*base64\s*$/i.test(head)
    ? Buffer.from(decodePercent(data), 'base64')
    : Buffer.from(decodePercent(data), 'latin1')
  if (bytes.length > LIMITS.imageBytes) return none(`larger than ${showBytes(LIMITS.imageBytes)}`)
  if (sniffImage(bytes) === undefined)
    return none(
      looksLikeSvg(bytes)
        ? 'an SVG drawing; these are not kept yet'
        : 'what the page has for it is not an image of a kind that is kept'
    )
  return { candidates: [], bytes: new Uint8Array(bytes) }
}

function decodePercent(data: string): string {
  return data.includes('%')
    ? data.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : data
}
