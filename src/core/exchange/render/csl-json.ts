/** CSL-JSON: the references for Zotero, Pandoc and citeproc. `keyword` and `annote` are CSL's own variables. */
import type { Doc } from '../doc'

export function* renderCslJson(doc: Doc): Generator<string> {
  let before = '[\n'
  for (const { entries } of doc.sections)
    for (const { item, tags, why } of entries) {
      const whole = {
        ...item,
        ...(tags.length > 0 ? { keyword: tags.join(', ') } : {}),
        ...(why.length > 0 ? { annote: why.join('\n\n') } : {})
      }
      yield before + JSON.stringify(whole, null, 2).replace(/^/gm, '  ')
      before = ',\n'
    }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}
