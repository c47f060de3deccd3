/** The fields of sources that state few: a title from somewhere, and nothing invented. */
import type { Bibliographic } from '#shared/contract/records'
import { clip } from '#shared/domain/phrases'
import type { Source } from '../draft'
import { LIMITS } from '../limits'

export interface PlainClaims {
  /** What looks like a title in the text. */
  title: string | undefined
  /** The beginning of the text, for when nothing else names it. */
  opening: string
}

export function plainFields(
  source: Source,
  claims: PlainClaims
): { fields: Bibliographic; origins: Record<string, string> } {
  const fromName = source.name === undefined ? '' : titleFromName(source.name)
  const [title, origin] =
    claims.title !== undefined
      ? [claims.title, 'first line']
      : fromName !== ''
        ? [fromName, 'file name']
        : [clip(claims.opening, 80), 'first words']
  const fields: Bibliographic = {
    type: source.url === undefined ? 'document' : 'webpage',
    title: title.slice(0, LIMITS.title),
    authors: []
  }
  const origins: Record<string, string> = { title: origin }
  if (source.url !== undefined) {
    fields.url = source.url
    origins['url'] = 'address'
  }
  return { fields, origins }
}

/** `of_studies-1597.txt` → `of studies-1597`. */
function titleFromName(name: string): string {
  return (name.split(/[\\/]/).at(-1) ?? '')
    .replace(/\.[A-Za-z0-9]{1,8}$/, '')
    .replace(/[\p{Cc}\p{Bidi_Control}]+/gu, '')
    .replace(/_+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
