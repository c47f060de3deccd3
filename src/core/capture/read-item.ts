/** One item → an article ready to be placed in the library, its files already there. */
import { createHash } from 'node:crypto'
import type { CaptureResult } from '#shared/contract/capture'
import { CarrelError } from '#shared/contract/errors'
import type { Snapshot } from '#shared/contract/records'
import { changeTags } from '#shared/domain/tag-path'
import type { Assets, Clock, NewId, Workers } from '#core/ports'
import { companionImages } from './companions'
import type { Draft, Format, Source } from './draft'
import type { Duplicates, Identity } from './duplicates'
import { formatOfAnswer, formatOfFile } from './file-kinds'
import type { FinishInput } from './finish'
import { hostAndPort, type GuardedFetch } from './guarded-fetch'
import { labelOf, type AddItem } from './items'
import { LARGEST, LIMITS, showBytes, sizeLimit } from './limits'
import { readUrl, webUrl } from './links'
import { duplicateOf, newArticle, type ReadyArticle } from './ready-article'
import { storeImages, type ImageSource } from './store-images'
import { createTally } from './tally'

export interface ReaderDeps {
  assets: Assets
  workers: Workers
  clock: Clock
  newId: NewId
  fetch: GuardedFetch
  duplicates: Duplicates
}

export interface ReadOptions {
  tags: readonly string[]
  signal: AbortSignal | undefined
  from: Snapshot['from'] | undefined
}

/** A duplicate is known by itself; anything else is ready. Throws CarrelError with a sentence. */
export type ReadItem = (item: AddItem, options: ReadOptions) => Promise<CaptureResult | ReadyArticle>

/** A source in hand: its bytes, and where its images are. */
interface Found {
  source: Omit<Source, 'extraction'>
  images: ImageSource
  from: Snapshot['from']
  origin?: string
}

const TEXT_TYPES = 'text/html, application/xhtml+xml, text/markdown, text/plain;q=0.8, */*;q=0.1'

export function createItemReader({ assets, workers, clock, newId, fetch, duplicates }: ReaderDeps): ReadItem {
  return async (item, { tags, signal, from }) => {
    const input = labelOf(item)
    const known = (identity: Identity): CaptureResult | undefined => {
      const article = duplicates.find(identity)
      return article && duplicateOf(input, article)
    }
    const before = item.kind === 'url' ? known({ url: typedAddress(item.url).href }) : undefined
    if (before) return before
    const found = await findSource(item, fetch, signal)
    const { bytes } = found.source
    const sourceName = assetNameOf(bytes, 'raw')
    const same = known({ source: sourceName, url: found.source.url })
    if (same) return same

    const draft = await extract(workers, found.source, signal)
    const textBytes = Buffer.from(draft.text, 'utf8')
    const identity: Identity = {
      url: draft.fields.url,
      source: sourceName,
      text: draft.words > 0 ? assetNameOf(textBytes, 'txt') : undefined
    }
    const again = known(identity)
    if (again) return again

    const missing = createTally()
    const images = await storeImages(draft.images, { assets, source: found.images, missing, signal })
    const title = draft.fields.title.trim() === '' ? 'Untitled' : draft.fields.title
    const finishInput: FinishInput = {
      title,
      lang: draft.fields.lang,
      dir: draft.dir,
      body: draft.body,
      images
    }
    const document = await workers.run<string>('capture.finish', finishInput, {
      ms: LIMITS.wholeMs,
      ...(signal ? { signal } : {})
    })
    const kept = [...new Set(images.values())]
    const snapshot: Snapshot = {
      html: await assets.put(Buffer.from(document, 'utf8'), 'html'),
      text: await assets.put(textBytes, 'txt'),
      source: await assets.put(bytes, 'raw'),
      images: kept,
      captured: clock.now(),
      from: from ?? found.from,
      words: draft.words,
      receipt: {
        words: draft.words,
        images: kept.length,
        missing: [...missing.items(), ...draft.missing],
        removed: draft.removed,
        origins: draft.origins
      }
    }
    if (found.origin !== undefined) snapshot.origin = found.origin.slice(0, LIMITS.address)
    return newArticle({
      id: newId(),
      now: clock.now(),
      input,
      fields: { ...draft.fields, title },
      tags: changeTags([], [...draft.tags, ...tags], []),
      snapshot,
      sample: from === 'sample',
      identity
    })
  }
}

async function findSource(
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
function imagesOfTheWeb(
  fetch: GuardedFetch,
  signal: AbortSignal | undefined,
  privateHost?: string
): ImageSource {
  return async (candidate) => {
    const answer = await fetch({
      url: candidate,
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
function typedAddress(address: string): URL {
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

/** With extraction; without it when that takes too long or breaks the worker. */
async function extract(
  workers: Workers,
  source: Omit<Source, 'extraction'>,
  signal: AbortSignal | undefined
): Promise<Draft> {
  const run = (extraction: Source['extraction'], ms: number): Promise<Draft> =>
    workers.run<Draft>('capture.extract', { ...source, extraction }, { ms, ...(signal ? { signal } : {}) })
  const { format } = source
  const megabytes = source.bytes.length / (1 << 20)
  const bookMs = LIMITS.bookMs + megabytes * LIMITS.extractMsPerMB
  if (format === 'epub' || format === 'docx') return run('whole', bookMs)
  if (format !== 'html' && format !== 'mhtml' && format !== 'pdf') return run('whole', LIMITS.wholeMs)
  try {
    if (format === 'pdf') return await run('whole', bookMs)
    return await run('article', LIMITS.extractMs + megabytes * LIMITS.extractMsPerMB)
  } catch (error) {
    // Cancelled, or the source is to blame in a way that a second reading would not change.
    if (!(error instanceof CarrelError) || (error.code !== 'TOO_LARGE' && error.code !== 'INTERNAL'))
      throw error
    if (format === 'pdf') return run('none', LIMITS.wholeMs)
    const draft = await run('whole', LIMITS.wholeMs)
    draft.missing.push({
      what: 'other',
      count: 1,
      reason: 'the article could not be told from the rest of the page in time; the whole page is kept'
    })
    return draft
  }
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
  pdf: 'PDF files',
  image: 'images'
}

/** The name that the store will give these bytes. */
function assetNameOf(bytes: Uint8Array, extension: string): string {
  return `${createHash('sha256').update(bytes).digest('hex')}.${extension}`
}
