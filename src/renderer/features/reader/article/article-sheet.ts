/**
 * The one style sheet of all articles. Highlights get their colours written out: older Chromium resolves no custom
 * property in ::highlight, and a rule without a colour paints nothing. Another theme writes them anew.
 */
import paintCss from '../../../styles/reader-paint.css?inline'
import printCss from '../../../styles/reader-print.css?inline'
import textCss from '../../../styles/reader.css?inline'

const articleCss = textCss + paintCss + printCss
const PAINT = /::highlight\([^{]*\{[^}]*\}/g
const VARIABLE = /var\((--[\w-]+)\)/g

let sheet: CSSStyleSheet | undefined

export function articleSheet(): CSSStyleSheet {
  if (!sheet) {
    const made = new CSSStyleSheet()
    sheet = made
    made.replaceSync(withColours(articleCss))
    const themed = new MutationObserver(() => made.replaceSync(withColours(articleCss)))
    themed.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  }
  return sheet
}

function withColours(css: string): string {
  const now = getComputedStyle(document.documentElement)
  return css.replace(PAINT, (rule) =>
    rule.replace(VARIABLE, (_, name: string) => now.getPropertyValue(name).trim())
  )
}
