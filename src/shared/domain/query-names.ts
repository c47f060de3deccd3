/** The names of the fields and of what can be asked for in them, with the other names people try. */
import { highlightColor, itemType, type HighlightColor, type ItemType } from '../contract/records'

export const FIELD_NAMES = [
  'author',
  'title',
  'tag',
  'list',
  'note',
  'text',
  'type',
  'lang',
  'year',
  'added',
  'is',
  'has',
  'color',
  'like'
] as const
export type FieldName = (typeof FIELD_NAMES)[number]

const OTHER_FIELDS = new Map<string, FieldName>([
  ['authors', 'author'],
  ['by', 'author'],
  ['tags', 'tag'],
  ['lists', 'list'],
  ['notes', 'note'],
  ['body', 'text'],
  ['kind', 'type'],
  ['language', 'lang'],
  ['years', 'year'],
  ['date', 'year'],
  ['colour', 'color'],
  ['similar', 'like']
])

export function fieldNamed(name: string): FieldName | undefined {
  const lower = name.toLowerCase()
  return FIELD_NAMES.find((f) => f === lower) ?? OTHER_FIELDS.get(lower)
}

export const IS_VALUES = ['unread', 'read', 'starred', 'archived', 'inbox', 'reading', 'later'] as const
export type IsValue = (typeof IS_VALUES)[number]
export const HAS_VALUES = ['highlight', 'note', 'tag', 'list', 'text', 'year', 'author', 'doi'] as const
export type HasValue = (typeof HAS_VALUES)[number]
export const COLOR_VALUES: readonly HighlightColor[] = highlightColor.options

/** What a person types for a kind of source. */
export const TYPE_VALUES = new Map<string, readonly ItemType[]>([
  ['journal', ['article-journal']],
  ['newspaper', ['article-newspaper']],
  ['magazine', ['article-magazine']],
  ['article', ['article-journal', 'article-newspaper', 'article-magazine']],
  ['blog', ['post-weblog']],
  ['web', ['webpage', 'post-weblog']],
  ['book', ['book']],
  ['chapter', ['chapter']],
  ['paper', ['paper-conference', 'article-journal']],
  ['conference', ['paper-conference']],
  ['report', ['report']],
  ['thesis', ['thesis']],
  ['dissertation', ['thesis']],
  ['document', ['document']],
  ...itemType.options.map((type): [string, readonly ItemType[]] => [type, [type]])
])

const OTHER_COLORS = new Map<string, HighlightColor>([
  ['yellow', 'amber'],
  ['orange', 'amber'],
  ['red', 'rose'],
  ['pink', 'rose']
])
export function colorNamed(name: string): HighlightColor | undefined {
  return COLOR_VALUES.find((c) => c === name) ?? OTHER_COLORS.get(name)
}

const OTHER_IS = new Map<string, IsValue>([
  ['archive', 'archived'],
  ['star', 'starred'],
  ['new', 'unread'],
  ['finished', 'read']
])
export function isNamed(name: string): IsValue | undefined {
  return IS_VALUES.find((v) => v === name) ?? OTHER_IS.get(name)
}

export function hasNamed(name: string): HasValue | undefined {
  return HAS_VALUES.find((v) => v === name || `${v}s` === name)
}

const LANGUAGES = new Map(
  Object.entries({
    english: 'en',
    german: 'de',
    deutsch: 'de',
    french: 'fr',
    spanish: 'es',
    italian: 'it',
    portuguese: 'pt',
    dutch: 'nl',
    russian: 'ru',
    greek: 'el',
    latin: 'la',
    arabic: 'ar',
    hebrew: 'he',
    persian: 'fa',
    turkish: 'tr',
    chinese: 'zh',
    japanese: 'ja',
    korean: 'ko',
    polish: 'pl'
  })
)
/** The code for `de`, `de-AT` or `german`. */
export function languageNamed(name: string): string | undefined {
  return LANGUAGES.get(name) ?? (/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/.test(name) ? name : undefined)
}
