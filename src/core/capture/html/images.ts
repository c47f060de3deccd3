/**
 * Finds the images of a page: lazy ones, those in noscript, the best of a srcset. Each `img` is left with a number
 * for an address, so that nothing outside can be mistaken for one of ours.
 */
import { imageToken, type DraftImage } from '../draft'
import { isTiny } from '../embeds'
import { webUrl } from '../links'
import type { Tally } from '../tally'
import { dataImage } from './data-image'
import {
  attr,
  detach,
  elements,
  findAll,
  isElement,
  isText,
  replaceWith,
  textOf,
  word,
  type Element,
  type Node
} from './nodes'
import { bestOfSrcset } from './srcset'

const LAZY = (
  'data-src data-original data-lazy-src data-actualsrc data-hi-res-src data-full-src data-lazy data-image data-url ' +
  'data-large-file data-orig-file data-src-large data-img-src'
).split(' ')
const LAZY_SETS = ['data-srcset', 'data-lazy-srcset', 'srcset', 'imagesrcset']
const PLACEHOLDER =
  /(^|[/_-])(spacer|blank|placeholder|transparent|1x1|pixel|loading|lazy(load)?|grey|gray)[\w-]*\.(gif|png|svg|jpe?g|webp)/i

type Found = Omit<DraftImage, 'alt' | 'number'>

export interface ImageContext {
  /** What addresses resolve against, for a page from the web; undefined: a file, whose images lie beside it. */
  base: string | undefined
  /** Text of the page's style sheets: SingleFile keeps images used twice there. */
  styles: string
  removed: Tally
}

/** Changes the tree in place; answers with the images by number. */
export function settleImages(root: Node, context: ImageContext): DraftImage[] {
  settleNoscript(root)
  const images: DraftImage[] = []
  for (const img of findAll(root, (e) => e.tagName === 'img' || e.tagName === 'image')) {
    const picture = img.parentNode
    const sources =
      picture && isElement(picture) && picture.tagName === 'picture'
        ? findAll(picture, (e) => e.tagName === 'source')
        : []
    if (isTiny(img)) {
      context.removed.add('image', 'too small to see; such images count visitors', word(img, 'src'))
      detach(img)
      continue
    }
    const image = readImage(img, sources, context)
    const alt = (attr(img, 'alt') ?? '').slice(0, 2000)
    if (!image) {
      if (alt === '') detach(img)
      else img.attrs = [{ name: 'alt', value: alt }]
      continue
    }
    img.attrs = img.attrs.filter((a) => /^(alt|width|height|title|id)$/.test(a.name))
    img.attrs.unshift({ name: 'src', value: imageToken(images.length) })
    images.push({ ...image, number: images.length, alt })
    if (sources.length > 0 && picture) replaceWith(picture as Element, [img])
  }
  return images
}

function readImage(
  img: Element,
  sources: readonly Element[],
  { base, styles }: ImageContext
): Found | undefined {
  const src = word(img, 'src')
  const grouped = /var\((--sf-img-\d+)\)/.exec(attr(img, 'style') ?? '')?.[1]
  const inStyle =
    grouped === undefined
      ? undefined
      : new RegExp(`${grouped}:\\s*url\\(["']?(data:[^)"']+)`).exec(styles)?.[1]
  const inline = inStyle ?? (src !== undefined && /^data:/i.test(src) ? src : undefined)
  const lazy = LAZY.flatMap((name) => word(img, name) ?? []).filter((a) => !a.startsWith('data:'))
  const sets = [img, ...sources].flatMap((e) =>
    LAZY_SETS.flatMap((name) => bestOfSrcset(attr(e, name) ?? '') ?? [])
  )
  const real = src !== undefined && inline === undefined && !PLACEHOLDER.test(src) && src !== 'about:blank'
  // A data: image is a stand-in where a lazy address stands beside it, else the image itself.
  if (inline !== undefined && (lazy.length + sets.length === 0 || inline.length > 4000))
    return dataImage(inline)
  const plain = real ? [src] : []
  const ordered = base === undefined ? [...plain, ...lazy, ...sets] : [...sets, ...lazy, ...plain]
  const wanted = ordered.length > 0 ? ordered : src === undefined || inline !== undefined ? [] : [src]
  const candidates = [...new Set(wanted)].flatMap((address) => {
    if (/^data:/i.test(address)) return []
    if (base === undefined || /^cid:/i.test(address)) return [address]
    return webUrl(address, base)?.href ?? []
  })
  if (candidates.length === 0 && inline !== undefined) return dataImage(inline)
  if (candidates.length === 0 && src === undefined) return undefined
  if (candidates.length === 0)
    return { candidates: [], reason: 'its address leads nowhere', place: src ?? '' }
  return { candidates: candidates.slice(0, 3) }
}

/** A noscript that holds one image and no words is the real form of the stand-in before it. */
function settleNoscript(root: Node): void {
  for (const noscript of findAll(root, (e) => e.tagName === 'noscript')) {
    const images = findAll(noscript, (e) => e.tagName === 'img')
    const [image] = images
    if (!image || images.length > 1 || textOf(noscript).trim() !== '') continue
    const previous = previousElement(noscript)
    const standIns = previous ? [previous, ...elements(previous)].filter((e) => e.tagName === 'img') : []
    const [standIn] = standIns
    if (previous && standIn && standIns.length === 1 && textOf(previous).trim() === '') {
      if (attr(image, 'alt') === undefined && attr(standIn, 'alt') !== undefined)
        image.attrs.push({ name: 'alt', value: attr(standIn, 'alt') ?? '' })
      replaceWith(standIn, [image])
      detach(noscript)
    } else replaceWith(noscript, [image])
  }
}

function previousElement(element: Element): Element | undefined {
  const siblings = element.parentNode?.childNodes ?? []
  for (let i = siblings.indexOf(element) - 1; i >= 0; i--) {
    const sibling = siblings[i]
    if (sibling && isElement(sibling)) return sibling
    if (sibling && isText(sibling) && sibling.value.trim() !== '') return undefined
  }
  return undefined
}
