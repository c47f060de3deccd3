/** A picture pasted or dropped into a note: a saved file like those of articles. */
import type { Assets } from '#core/ports'
import { CarrelError } from '#shared/contract/errors'
import { looksLikeSvg, sniffImage } from './file-kinds'
import { LIMITS, showBytes } from './limits'

/** Its name. Throws BAD_INPUT and TOO_LARGE with a sentence; nothing is kept then. */
export async function keepPicture(assets: Assets, bytes: Uint8Array): Promise<string> {
  const kind = sniffImage(bytes)
  if (kind === undefined)
    throw new CarrelError(
      'BAD_INPUT',
      looksLikeSvg(bytes)
        ? 'An SVG drawing cannot be kept in a note: save it as PNG.'
        : 'This is not a picture that can be kept in a note (PNG, JPEG, GIF, WebP or AVIF).'
    )
  if (bytes.length > LIMITS.imageBytes)
    throw new CarrelError(
      'TOO_LARGE',
      `A picture in a note may have ${showBytes(LIMITS.imageBytes)}; this one has ${showBytes(bytes.length)}.`
    )
  return assets.put(bytes, kind)
}
