/** The last step of every importer: sanitise, and number the images that are still there. */
import { CarrelError } from '#shared/contract/errors'
import { readArticleText } from '#shared/domain/article-text'
import { countWords } from '#shared/domain/words'
import { parse5Tree } from '../parse5-tree'
import { IMAGE_TOKEN, readImageToken, type DraftImage } from '../draft'
import { parseBody, type ParentNode } from '../html/nodes'
import { sanitise, type ImageSrc } from '../sanitise'
import { LIMITS } from '../limits'
import type { Tally } from '../tally'
import { cutLongParagraphs } from './long-paragraphs'
import { cutLongTables } from './long-tables'

export interface FinishedBody {
  html: string
  text: string
  words: number
  images: DraftImage[]
}

/** Throws BAD_INPUT when nothing is left that could be read or looked at. */
export function finishBody(
  source: string | ParentNode,
  found: readonly DraftImage[],
  missing: Tally,
  removed: Tally
): FinishedBody {
  const used = new Set<number>()
  const broken = new Set<number>()
  const beyond = new Set<number>()
  const number: ImageSrc = (src) => {
    const index = readImageToken(src)
    const image = index === undefined ? undefined : found[index]
    if (index === undefined || !image) return undefined
    if (image.reason !== undefined) broken.add(index)
    else if (used.size >= LIMITS.imagesCount && !used.has(index)) beyond.add(index)
    else {
      used.add(index)
      return src
    }
    return undefined
  }
  const clean = sanitise(source, number)
  const html = cutLongTables(cutLongParagraphs(clean.html))
  const { plain } = clean
  if (plain)
    removed.add('other', 'a structure that every program reads differently; only its paragraphs are kept')
  if (beyond.size > 0) missing.add('image', `more than ${LIMITS.imagesCount} images`, undefined, beyond.size)
  for (const index of broken) missing.add('image', found[index]?.reason ?? '', found[index]?.place)
  const images = found.filter((image) => used.has(image.number))
  if (!hasContent(html))
    throw new CarrelError(
      'BAD_INPUT',
      'There is no text in it to save: the page is empty without its scripts.'
    )
  const body = html === clean.html ? clean.body : parseBody(html)
  const { text } = readArticleText(body, parse5Tree)
  return { html, text, words: countWords(text), images }
}

function hasContent(html: string): boolean {
  return (
    html.includes(`src="${IMAGE_TOKEN}`) ||
    /<img [^>]*alt="[^"]/.test(html) ||
    /\S/.test(html.replace(/<[^>]*>/g, ''))
  )
}
