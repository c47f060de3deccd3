/** Gets the images of a draft, checks what they are, and puts them into the library. */
import { CarrelError } from '#shared/contract/errors'
import type { Assets } from '#core/ports'
import type { DraftImage } from './draft'
import { looksLikeSvg, sniffImage } from './file-kinds'
import { LIMITS, showBytes } from './limits'
import type { Tally } from './tally'

/** The bytes of an image by address or name; undefined: there is none of that name. Throws CarrelError. */
export type ImageSource = (candidate: string) => Promise<Uint8Array | undefined>

export interface ImagesDeps {
  assets: Assets
  source: ImageSource
  missing: Tally
  signal: AbortSignal | undefined
}

type Kept = { name: string } | { reason: string }

/** How many are fetched at a time. */
const AT_ONCE = 4

/** Names of stored assets by number. What could not be had is on the tally. */
export async function storeImages(
  images: readonly DraftImage[],
  { assets, source, missing, signal }: ImagesDeps
): Promise<Map<number, string>> {
  const names = new Map<number, string>()
  let total = 0
  /** Why an image of these bytes is not kept; undefined: it may be. */
  const objection = (bytes: Uint8Array): string | undefined => {
    if (sniffImage(bytes) === undefined)
      return looksLikeSvg(bytes)
        ? 'an SVG drawing; these are not kept yet'
        : 'what came is not an image of a kind that is kept'
    if (bytes.length > LIMITS.imageBytes) return `larger than ${showBytes(LIMITS.imageBytes)}`
    if (total + bytes.length > LIMITS.imagesBytes)
      return `more than ${showBytes(LIMITS.imagesBytes)} of images in one article`
    return undefined
  }
  const keep = async (image: DraftImage): Promise<Kept> => {
    const bytes = await bytesOf(image, source)
    const reason = typeof bytes === 'string' ? bytes : objection(bytes)
    const kind = typeof bytes === 'string' ? undefined : sniffImage(bytes)
    if (typeof bytes === 'string' || kind === undefined || reason !== undefined)
      return { reason: reason ?? '' }
    total += bytes.length
    return { name: await assets.put(bytes, kind) }
  }
  /** Pages show an image twice; it is asked for once. */
  const asked = new Map<string, Promise<Kept>>()
  const store = async (image: DraftImage): Promise<void> => {
    const key = image.candidates.join(' ')
    const answer = (key === '' ? undefined : asked.get(key)) ?? keep(image)
    if (key !== '') asked.set(key, answer)
    const kept = await answer
    if ('name' in kept) names.set(image.number, kept.name)
    else missing.add('image', kept.reason, image.place ?? image.candidates[0])
  }
  const waiting = [...images]
  const runner = async (): Promise<void> => {
    for (let image = waiting.shift(); image; image = waiting.shift()) {
      if (signal?.aborted) throw new CarrelError('CANCELLED', 'Cancelled.')
      await store(image)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, runner))
  return names
}

/** The first candidate that is there; else the reason why none is. */
async function bytesOf(image: DraftImage, source: ImageSource): Promise<Uint8Array | string> {
  if (image.bytes) return image.bytes
  let reason = 'not among the files that came with the page'
  for (const candidate of image.candidates) {
    try {
      const bytes = await source(candidate)
      if (bytes) return bytes
    } catch (error) {
      if (!(error instanceof CarrelError) || error.code === 'CANCELLED' || error.code === 'NOT_SAVED')
        throw error
      reason = error.message.charAt(0).toLowerCase() + error.message.slice(1)
    }
  }
  return reason
}
