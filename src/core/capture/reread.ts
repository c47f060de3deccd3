/** The source of a snapshot read once more: in another way, or with the images that were missing. No network unless asked. */
import { CarrelError } from '#shared/contract/errors'
import type { Article, Snapshot, SnapshotView } from '#shared/contract/records'
import { storedImageName, storedImageSrc } from './allow-lists'
import { readImageToken, type Draft, type Source } from './draft'
import { formatOfAnswer, formatOfFile } from './file-kinds'
import { imagesOfTheWeb, type Found } from './find-source'
import { hostAndPort } from './guarded-fetch'
import { LIMITS } from './limits'
import { webUrl } from './links'
import { extract, makeSnapshot, type ReaderDeps } from './read-item'
import { sanitise } from './sanitise'
import type { ImageSource } from './store-images'

export interface RereadOptions {
  view: SnapshotView | undefined
  /** May ask the web for images. */
  web: boolean
  signal: AbortSignal | undefined
}

export interface Rereader {
  snapshot(article: Readonly<Article>, old: Snapshot, options: RereadOptions): Promise<Snapshot>
  /** `body`: sanitised, with the images that are in the library. */
  original(article: Readonly<Article>, old: Snapshot, signal: AbortSignal | undefined): Promise<Original>
  preview(
    article: Readonly<Article>,
    old: Snapshot,
    view: SnapshotView,
    signal: AbortSignal | undefined
  ): Promise<{ draft: Draft; body: string }>
}

export interface Original {
  page?: string
  file: string
  bytes: number
}

export function createRereader(deps: ReaderDeps): Rereader {
  const { assets, workers, fetch } = deps

  const sourceOf = async (article: Readonly<Article>, old: Snapshot): Promise<Omit<Source, 'extraction'>> => {
    const bytes = old.source === undefined ? undefined : await assets.read(old.source)
    if (!bytes)
      throw new CarrelError(
        'NOT_FOUND',
        'The original is missing from the library folder: there is nothing to read again.'
      )
    const url = webUrl(old.origin) ?? webUrl(article.url)
    const address = old.from === 'file' && !webUrl(old.origin) ? undefined : url?.href
    const format =
      address === undefined
        ? formatOfFile(old.origin ?? '', bytes)
        : formatOfAnswer(undefined, address, bytes)
    if (format !== 'html' && format !== 'mhtml')
      throw new CarrelError('UNSUPPORTED', 'Only web pages can be read in another way.')
    return {
      bytes,
      format,
      ...(address === undefined ? { name: old.origin ?? '' } : { url: address }),
      ...(old.charset === undefined ? {} : { charset: old.charset })
    }
  }
  const kept = (old: Snapshot): ReadonlyMap<string, string> => new Map(Object.entries(old.places ?? {}))

  return {
    async snapshot(article, old, { view, web, signal }) {
      const source = await sourceOf(article, old)
      const draft = await extract(workers, source, signal, view)
      const names = kept(old)
      const typed = old.from === 'url' ? webUrl(old.origin) : undefined
      const online = imagesOfTheWeb(fetch, signal, typed && hostAndPort(typed))
      const images: ImageSource = async (candidate) => {
        const name = names.get(candidate)
        const bytes = name === undefined ? undefined : await assets.read(name)
        if (bytes) return bytes
        if (!webUrl(candidate)) return undefined
        if (web) return online(candidate)
        throw new CarrelError('NOT_FOUND', 'Not kept when the page was captured')
      }
      const found: Found = { source, images, from: old.from }
      if (old.origin !== undefined) found.origin = old.origin
      return makeSnapshot(deps, found, draft, {
        sourceName: old.source ?? '',
        signal,
        captured: old.captured
      })
    },
    async original(article, old, signal) {
      const bytes = old.source === undefined ? undefined : await assets.read(old.source)
      if (!bytes || old.source === undefined)
        throw new CarrelError('NOT_FOUND', 'The original is missing from the library folder.')
      const answer: Original = {
        file: `${old.source.slice(0, 2)}/${old.source}`,
        bytes: bytes.length
      }
      if (old.view === undefined) return answer
      const { format } = await sourceOf(article, old)
      if (format !== 'html') return answer
      const html = await workers.run<string>(
        'capture.original',
        { bytes, charset: old.charset, places: kept(old) },
        { ms: LIMITS.wholeMs, ...(signal ? { signal } : {}) }
      )
      return { ...answer, page: await assets.put(Buffer.from(html, 'utf8'), 'html') }
    },
    async preview(article, old, view, signal) {
      const source = await sourceOf(article, old)
      const draft = await extract(workers, source, signal, view)
      const names = kept(old)
      const byNumber = new Map(
        draft.images.flatMap(({ number, candidates }) => {
          const name = candidates.map((c) => names.get(c)).find((n) => n !== undefined)
          return name === undefined ? [] : [[number, name] as const]
        })
      )
      const { html } = sanitise(draft.body, (src) => {
        const stored = storedImageName(src)
        const name = stored ?? byNumber.get(readImageToken(src) ?? -1)
        return name === undefined ? undefined : storedImageSrc(name)
      })
      return { draft, body: html }
    }
  }
}
