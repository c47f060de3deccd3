/** Where an item's bytes and images come from: an address, a file with what lies beside it, pasted text. */
import { CarrelError } from '#shared/contract/errors'
import type { Snapshot } from '#shared/contract/records'
import { companionImages } from './companions'
import type { Format, Source } from './draft'
import { formatOfAnswer, formatOfFile } from './file-kinds'
import { hostAndPort, type GuardedFetch } from './guarded-fetch'
import type { AddItem } from './items'
import { LARGEST, LIMITS, showBytes, sizeLimit } from './limits'
import { readUrl, webUrl } from './links'
import type { ImageSource } from './store-images'

/** A source in hand: its bytes, and where its images are. */
export interface Found {
  source: Omit<Source, 'extraction'>
  images: ImageSource
  from: Snapshot['from']
  origin?: string
}

const TEXT_TYPES = 'text/html, application/xhtml+xml, text/markdown, text/plain;q=0.8, */*;q=0.1'

export async function findSource(
  item: AddItem,
  fetch: GuardedFetch,
  signal: AbortSignal | undefined
): Promise<Found> {
  if (item.kind === 'url') return fetchSource(item.url, fetch, signal)
  if (item.kind === 'text') {
    const bytes = Buffer.from(item.text, 'utf8')
    checkSize(bytes, item.format)
    const source = { bytes: new Uint8Array(bytes), format: item.format, pasted: true, charset: 'utf-8' }
    return { source, images: companionImages([]), from: 'paste' }
  }
  const bytes = typeof item.bytes === 'function' ? await item.bytes() : item.bytes
  const format = item.format ?? formatOfFile(item.name, bytes)
  checkSize(bytes, format)
  const url = webUrl(item.url)?.href
  return {
    source: { bytes, format, name: item.name, ...(url === undefined ? {} : { url }) },
    images:
      item.fetchImages === true && url !== undefined
        ? imagesOfTheWeb(fetch, signal)
        : companionImages(item.companions ?? []),
    from: 'file',
    origin: url ?? item.name
  }
}

/** `privateHost`: the one address on this machine that may be asked. */
export function imagesOfTheWeb(
  fetch: GuardedFetch,
  signal: AbortSignal | undefined,
  privateHost?: string
): ImageSource {
  return async (candidate) => {
    const answer = await fetch({
      url: candidate,
      why: 'image',
      accept: 'image/avif,image/webp,image/png,image/jpeg,image/gif,image/*;q=0.5',
      maxBytes: LIMITS.imageBytes,
      ms: LIMITS.imageMs,
      ...(privateHost === undefined ? {} : { privateHost }),
      ...(signal ? { signal } : {})
    })
    return answer.bytes
  }
}

async function fetchSource(
  address: string,
  fetch: GuardedFetch,
  signal: AbortSignal | undefined
): Promise<Found> {
  const typed = typedAddress(address)
  const cancel = signal ? { signal } : {}
  const page = await fetch({
    url: typed.href,
    why: 'page',
    accept: TEXT_TYPES,
    maxBytes: LARGEST,
    ms: LIMITS.pageMs,
    privateHost: hostAndPort(typed),
    ...cancel
  })
  const charset = /charset\s*=\s*["']?([\w.:+-]{1,40})/i.exec(page.contentType ?? '')?.[1]
  const source: Found['source'] = {
    bytes: page.bytes,
    format: formatOfAnswer(page.contentType, page.url, page.bytes),
    url: page.url
  }
  checkSize(source.bytes, source.format)
  if (charset !== undefined) source.charset = charset
  // A page of this machine may show images of its own server; a page of the web never may.
  const images = imagesOfTheWeb(fetch, signal, page.private ? hostAndPort(typed) : undefined)
  return { source, images, from: 'url', origin: address.trim() }
}

/** `example.org/page` is typed as often as `https://example.org/page`. */
export function typedAddress(address: string): URL {
  const text = address.trim()
  const url =
    webUrl(text) ?? (/^[\w-]+(\.[\w-]+)+([:/?#]|$)/.test(text) ? webUrl(`https://${text}`) : undefined)
  if (url) return url
  const scheme = readUrl(text)?.protocol
  throw new CarrelError(
    'BAD_INPUT',
    scheme === undefined
      ? 'This is not a web address. It should look like https://example.org/page.'
      : `Addresses that begin with ${scheme} cannot be fetched, only http:// and https://.`
  )
}

function checkSize(bytes: Uint8Array, format: Format): void {
  const limit = sizeLimit(format)
  if (bytes.length > limit)
    throw new CarrelError(
      'TOO_LARGE',
      `It is ${showBytes(bytes.length)} large; ${KIND[format]} of up to ${showBytes(limit)} can be added.`
    )
}

const KIND: Readonly<Record<Format, string>> = {
  html: 'pages and texts',
  md: 'pages and texts',
  txt: 'pages and texts',
  mhtml: 'pages saved in one file',
  epub: 'EPUB files',
  docx: 'Word documents',
  odt: 'LibreOffice documents',
  pdf: 'PDF files',
  image: 'images'
}
