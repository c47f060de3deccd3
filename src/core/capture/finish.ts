/** The second half of a capture: the draft's images now have names, and the file is written out. */
import { storedImageSrc } from './allow-lists'
import { makeDocument, type DocumentParts } from './document'
import { readImageToken } from './draft'
import { storedImagesOnly } from './body'
import { sanitise } from './sanitise'

export interface FinishInput extends DocumentParts {
  /** Names of stored images by their number in the body; those that are not there become placeholders. */
  images: ReadonlyMap<number, string>
}

/** The whole HTML document to store. */
export function finish({ images, ...parts }: FinishInput): string {
  const { html } = sanitise(parts.body, (src) => {
    const number = readImageToken(src)
    if (number === undefined) return storedImagesOnly(src)
    const name = images.get(number)
    return name === undefined ? undefined : storedImageSrc(name)
  })
  return makeDocument({ ...parts, body: html })
}
