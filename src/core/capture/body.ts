/** Reading a stored text back for display. */
import { storedImageName, storedImageSrc } from './allow-lists'
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
  const body = byTag(parsePage(document), 'body')
  return body ? sanitise(body, storedImagesOnly).html : ''
}
