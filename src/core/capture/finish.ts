/** The second half of a capture: the draft's images now have names; what is stored is written out. */
import { readArticleText } from '#shared/domain/article-text'
import { countWords } from '#shared/domain/words'
import { storedImageSrc } from './allow-lists'
import { storedImagesOnly } from './body'
import { makeDocument, type DocumentParts } from './document'
import { readImageToken } from './draft'
import { parse5Tree } from './parse5-tree'
import { sanitise } from './sanitise'

export interface FinishInput extends DocumentParts {
  /** Names of stored images by their number in the body; those that are not there become placeholders. */
  images: ReadonlyMap<number, string>
}

export interface Finished {
  document: string
  /** By the rule of shared/domain/article-text.ts. */
  text: string
  words: number
}

export function finish({ images, ...parts }: FinishInput): Finished {
  const { html, body } = sanitise(parts.body, (src) => {
    const number = readImageToken(src)
    if (number === undefined) return storedImagesOnly(src)
    const name = images.get(number)
    return name === undefined ? undefined : storedImageSrc(name)
  })
  const { text } = readArticleText(body, parse5Tree)
  return { document: makeDocument({ ...parts, body: html }), text, words: countWords(text) }
}
