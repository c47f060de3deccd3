/** The citation service: which styles there are. Formatting is a job, see format.ts. */
import type { CitationStyle } from '#shared/contract/citation'
import type { CoreHandlers } from '#shared/contract/index'
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

/** Lower is better: what begins like the query, what is widely used, what has the shorter name. */
function rank(style: PackedStyle, words: readonly string[]): [number, number, number] {
  const first = words[0]
  const begins = first !== undefined && (style.id === first || fold(style.title).startsWith(first))
  return [rankOf.get(style.id) ?? WIDELY_USED.length, begins ? 0 : 1, style.title.length]
}

export function createCitation(): Pick<CoreHandlers, 'citation.styles'> {
  return {
    async 'citation.styles'({ query, ids, limit }) {
      const pack = openStylePack()
      if (ids !== undefined) {
        const styles = ids.flatMap((id) => pack.find(id) ?? []).map(shown)
        return { styles, total: styles.length }
      }
      const words = fold(query).split(/\s+/).filter(Boolean)
      const found = pack.index.styles
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
      return { styles: found.slice(0, limit).map(({ style }) => shown(style)), total: found.length }
    }
  }
}
