/** The values that allowed attributes may have. */
import { safeHref, safeId } from './links'

const matching =
  (pattern: RegExp) =>
  (value: string): string | undefined =>
    pattern.test(value) ? value : undefined
const present = (): string => ''

const RULES: ReadonlyMap<string, (value: string) => string | undefined> = new Map<
  string,
  (value: string) => string | undefined
>([
  ['id', safeId],
  ['href', safeHref],
  ['headers', headers],
  ['class', language],
  ['dir', (value) => matching(/^(ltr|rtl|auto)$/)(value.toLowerCase())],
  ['lang', matching(/^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,8}$/)],
  ['title', plainText],
  ['alt', plainText],
  ['datetime', matching(/^[\w:+\-. ]{1,64}$/)],
  ['width', matching(/^\d{1,5}$/)],
  ['height', matching(/^\d{1,5}$/)],
  ['colspan', matching(/^\d{1,4}$/)],
  ['rowspan', matching(/^\d{1,5}$/)],
  ['span', matching(/^\d{1,4}$/)],
  ['scope', matching(/^(row|col|rowgroup|colgroup)$/)],
  ['start', matching(/^-?\d{1,9}$/)],
  ['value', matching(/^-?\d{1,9}$/)],
  ['type', matching(/^[1aAiI]$/)],
  ['reversed', present],
  ['open', present]
])

/** The value to store; undefined: leave the attribute out. */
export function safeAttribute(name: string, value: string): string | undefined {
  return RULES.get(name)?.(value)
}

/** The language of a code block, the only class that means something to a reader. */
function language(value: string): string | undefined {
  const name = /(?:^|\s)(?:language|lang)-([\w+#.-]{1,40})(?=\s|$)/.exec(value)?.[1]
  return name === undefined ? undefined : `language-${name}`
}

function headers(value: string): string | undefined {
  const ids = value
    .split(/\s+/)
    .slice(0, 20)
    .flatMap((id) => safeId(id) ?? [])
  return ids.length === 0 ? undefined : ids.join(' ')
}

function plainText(value: string): string {
  return value
    .slice(0, 2000)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
}
