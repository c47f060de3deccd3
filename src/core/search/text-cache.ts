/** The last texts of articles that were shown, with their paragraphs: typing reads the same few again and again. */
import type { Assets } from '#core/ports'
import { paragraphsOfText } from '#shared/domain/article-text'

export interface CachedText {
  text: string
  paragraphs: { start: number; end: number }[]
}

/** UTF-16 units of text that are kept. */
const ROOM = 8_000_000

export class TextCache {
  readonly #assets: Assets
  readonly #texts = new Map<string, CachedText>()
  readonly #decoder = new TextDecoder()
  #size = 0

  constructor(assets: Assets) {
    this.#assets = assets
  }

  /** undefined: there is no such asset, or it cannot be read now: that hit is left out, the others are shown. */
  async read(name: string): Promise<CachedText | undefined> {
    const known = this.#texts.get(name)
    if (known) {
      // The newest last: the first is what goes.
      this.#texts.delete(name)
      this.#texts.set(name, known)
      return known
    }
    // A text that cannot be read costs its passage, not the query; `verify` and the reader name it.
    const bytes = await this.#assets.read(name).catch(() => undefined)
    if (!bytes) return undefined
    const text = this.#decoder.decode(bytes)
    const cached = { text, paragraphs: paragraphsOfText(text) }
    if (!this.#texts.has(name)) {
      this.#texts.set(name, cached)
      this.#size += text.length
    }
    for (const [oldest, { text }] of this.#texts) {
      if (this.#size <= ROOM || oldest === name) break
      this.#texts.delete(oldest)
      this.#size -= text.length
    }
    return cached
  }
}
