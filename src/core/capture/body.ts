/** Reading a stored text back for display. */
import type { Workers } from '#core/ports'
import { storedImageName, storedImageSrc } from './allow-lists'
import { bodyAsWritten } from './document'
import { byTag, parsePage } from './html/nodes'
import { sanitise, type ImageSrc } from './sanitise'

/** Only images of the library, in exactly the shape they are stored in. */
export const storedImagesOnly: ImageSrc = (src) => {
  const name = storedImageName(src)
  return name === undefined ? undefined : storedImageSrc(name)
}

/**
 * The inner HTML of a stored document's body. Sanitised once more: the file lies in a folder that other programs
 * can write to.
 */
export function bodyOf(document: string): string {
  // Ours is what the sanitiser wrote: parsing it once shows that it still leaves it as it is.
  const written = bodyAsWritten(document)
  if (written !== undefined) return sanitise(written, storedImagesOnly).html
  const body = byTag(parsePage(document), 'body')
  return body ? sanitise(body, storedImagesOnly).html : ''
}

/** Characters. Shorter ones are done before a thread has started; longer ones would hold up every window. */
const LONG = 1_500_000

/** bodyOf, of a long document in a thread. */
export function bodyFrom(workers: Workers): (document: string) => string | Promise<string> {
  return (document) =>
    document.length < LONG ? bodyOf(document) : workers.run<string>('capture.body', document)
}
