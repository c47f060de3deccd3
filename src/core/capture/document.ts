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

export function makeDocument({ title, lang, dir, body }: DocumentParts): string {
  const language = lang === undefined ? '' : ` lang="${escapeAttribute(lang)}"`
  return (
    `<!doctype html>\n<html${language} dir="${dir}">\n<head>\n<meta charset="utf-8">\n` +
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">\n` +
    `<meta name="viewport" content="width=device-width">\n` +
    `<title>${escapeText(title)}</title>\n</head>\n<body>\n${body}</body>\n</html>\n`
  )
}
