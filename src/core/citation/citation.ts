/** The citation service: which styles there are. Formatting is a job, see format.ts. */
import { OWN_STYLE, type CitationStyle } from '#shared/contract/citation'
import { CarrelError } from '#shared/contract/errors'
import type { CoreHandlers } from '#shared/contract/index'
import type { CslItem } from '#shared/domain/csl'
import type { Workers } from '#core/ports'
import type { OwnStyle, OwnStyles } from './own-styles'
import { openStylePack, type PackedStyle } from './pack'

/** The styles most asked for, in the order in which they are offered. */
const WIDELY_USED = [
  'apa',
  'modern-language-association',
  'chicago-author-date',
  'chicago-note-bibliography',
  'chicago-fullnote-bibliography',
  'harvard-cite-them-right',
  'ieee',
  'vancouver',
  'nature',
  'american-medical-association',
  'american-chemical-society',
  'american-sociological-association',
  'american-political-science-association',
  'modern-humanities-research-association',
  'elsevier-harvard',
  'turabian-author-date'
]
const rankOf = new Map(WIDELY_USED.map((id, i) => [id, i]))

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()

const shown = ({ id, title, class: of, fields }: PackedStyle): CitationStyle => ({
  id,
  title,
  class: of === 'note' ? 'note' : 'in-text',
  fields
})

/** Lower is better: one's own, what begins like the query, what is widely used, what has the shorter name. */
function rank(style: PackedStyle, words: readonly string[]): [number, number, number] {
  const first = words[0]
  const begins = first !== undefined && (style.id === first || fold(style.title).startsWith(first))
  const asked = style.id.startsWith(OWN_STYLE) ? -1 : (rankOf.get(style.id) ?? WIDELY_USED.length)
  return [asked, begins ? 0 : 1, style.title.length]
}

/** One item of each kind that styles treat differently. */
const SAMPLE: readonly CslItem[] = [
  {
    id: 'article',
    type: 'article-journal',
    title: 'On reading',
    author: [{ family: 'Lindqvist', given: 'Ada' }],
    issued: { 'date-parts': [[2019, 5, 1]] },
    'container-title': 'Reading Room Review',
    volume: '12',
    page: '4-10'
  },
  {
    id: 'book',
    type: 'book',
    title: 'The quiet desk',
    author: [{ family: 'James', given: 'William' }],
    issued: { 'date-parts': [[1890]] },
    publisher: 'Holt'
  },
  { id: 'page', type: 'webpage', title: 'Notes', URL: 'https://example.org/notes' }
]
const SAMPLE_MS = 15_000

export interface CitationDeps {
  own: OwnStyles
  workers: Workers
}

export function createCitation({
  own,
  workers
}: CitationDeps): Pick<CoreHandlers, Extract<keyof CoreHandlers, `citation.${string}`>> {
  /** A style that reads well may still fail when it is used, or never come to an end. */
  const sample = async ({ id, xml }: OwnStyle): Promise<void> => {
    const made = await workers
      .run<string[]>('citation.format', { style: id, xml, items: SAMPLE }, { ms: SAMPLE_MS })
      .catch((error: unknown) => {
        const why = error instanceof Error ? error.message : String(error)
        throw new CarrelError(
          'BAD_INPUT',
          `This style cannot be used: ${why.slice(0, 200)}`,
          undefined,
          error
        )
      })
    if (made.every((html) => html === ''))
      throw new CarrelError('BAD_INPUT', 'This style makes nothing of an article, a book or a web page.')
  }
  return {
    async 'citation.addStyle'({ text }) {
      return shown(await own.add(text, sample))
    },
    async 'citation.removeStyle'({ id }) {
      const { title, text } = await own.remove(id)
      return { title, text }
    },
    async 'citation.styles'({ query, ids, limit }) {
      const pack = openStylePack()
      const { styles: mine, unusable } = await own.all()
      if (ids !== undefined) {
        const styles = ids
          .flatMap((id) => pack.find(id) ?? mine.find((style) => style.id === id) ?? [])
          .map(shown)
        return { styles, total: styles.length, unusable: [] }
      }
      const words = fold(query).split(/\s+/).filter(Boolean)
      const found = [...mine, ...pack.index.styles]
        .filter((style) => {
          const text = `${fold(style.title)} ${style.id}`
          return words.every((word) => text.includes(word))
        })
        .map((style) => ({ style, rank: rank(style, words) }))
        .sort(
          (a, b) =>
            a.rank[0] - b.rank[0] ||
            a.rank[1] - b.rank[1] ||
            a.rank[2] - b.rank[2] ||
            (a.style.id < b.style.id ? -1 : 1)
        )
      return { styles: found.slice(0, limit).map(({ style }) => shown(style)), total: found.length, unusable }
    }
  }
}
