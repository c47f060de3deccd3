/** What the last thing typed could become: names of fields, then their values. Pure. */
import { FIELD_NAMES, quoteValue } from '#shared/domain/query'
import { COLOR_VALUES, fieldNamed, HAS_VALUES, IS_VALUES, TYPE_VALUES } from '#shared/domain/query-names'

export interface Offer {
  label: string
  /** The whole query with the offer taken. */
  query: string
}

const MOST = 8

export function completions(
  query: string,
  known: { tags: readonly string[]; lists: readonly string[] }
): Offer[] {
  const match = /(?:^|\s)(-?)(\p{L}+)(:?)("?)([^\s":]*)$/u.exec(query)
  if (!match) return []
  const [, minus = '', name = '', colon = '', , begun = ''] = match
  const before = query.slice(0, match.index) + (/^\s/.exec(match[0])?.[0] ?? '')
  const fits = (value: string): boolean => value.toLowerCase().startsWith(begun.toLowerCase())
  const offer = (text: string, after: string): Offer => ({
    label: `${minus}${text}`,
    query: `${before}${minus}${text}${after}`
  })
  if (colon === '') {
    // One letter fits nearly everything.
    if (name.length < 2) return []
    const fields = FIELD_NAMES.filter((f) => f.startsWith(name.toLowerCase()))
    return fields.map((f) => offer(`${f}:`, ''))
  }
  const field = fieldNamed(name)
  const values: readonly string[] =
    field === 'is'
      ? IS_VALUES
      : field === 'has'
        ? HAS_VALUES
        : field === 'color'
          ? COLOR_VALUES
          : field === 'type'
            ? [...TYPE_VALUES.keys()].slice(0, 14)
            : field === 'tag'
              ? known.tags
              : field === 'list'
                ? known.lists
                : field === 'added'
                  ? ['today', '<7d', '<30d', '<1y']
                  : []
  return values
    .filter((v) => fits(v) && v !== begun)
    .slice(0, MOST)
    .map((v) => offer(`${name}:${quoteValue(v)}`, ' '))
}
