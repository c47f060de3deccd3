/** The stored text as a file of its own: small, complete, and readable in any browser without Carrel. */
import { escapeAttribute, escapeText } from './serialise'

export interface DocumentParts {
  title: string
  lang: string | undefined
  dir: 'ltr' | 'rtl'
  /** Sanitised. */
  body: string
}

/** `file:` lets the images beside the file be shown when it is opened by itself. */
const POLICY = "default-src 'none'; img-src 'self' file:"

const BEFORE = '</head>\n<body>\n'
const AFTER = '</body>\n</html>\n'

export function makeDocument({ title, lang, dir, body }: DocumentParts): string {
  const language = lang === undefined ? '' : ` lang="${escapeAttribute(lang)}"`
  return (
    `<!doctype html>\n<html${language} dir="${dir}">\n<head>\n<meta charset="utf-8">\n` +
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">\n` +
    `<meta name="viewport" content="width=device-width">\n` +
    `<title>${escapeText(title)}</title>\n${BEFORE}${body}${AFTER}`
  )
}

/** The body as makeDocument was given it, without parsing; undefined when somebody else wrote the file. Not yet safe. */
export function bodyAsWritten(document: string): string | undefined {
  const at = document.indexOf(BEFORE)
  if (at < 0 || !document.endsWith(AFTER) || document.length - AFTER.length < at + BEFORE.length)
    return undefined
  return document.slice(at + BEFORE.length, -AFTER.length)
}
