/** One export of a made-up list, timed: for tests/bench/export.mjs. The references are in the plain form, or in a style. */
import { formatReferences } from '#core/citation/format'
import { citeprocRuns } from '#core/exchange/citeproc-runs'
import type { Doc, Entry } from '#core/exchange/doc'
import { formatReference } from '#core/exchange/reference'
import { renderDoc } from '#core/exchange/render-job'
import { exportFormat, type ExportFormat } from '#shared/contract/exchange'
import type { CslItem } from '#shared/domain/csl'

export const formats: readonly ExportFormat[] = exportFormat.options
const QUOTES = [
  'Attention is a scarce resource, and a desk by the window spends it well.',
  'العدالة لا تتحقق دفعة واحدة، بل بخطوات صغيرة بعيدًا عن الإنكار.',
  '中文引文：小步前进，远离否认。',
  '<script>alert("x&y")</script> 100% of $5 & #1_a^b {braces}',
  '𝔼[𝑓(𝑥)] ≤ ∫₀^∞ x² and 👩🏽‍💻'
]

function entry(n: number): Entry {
  const item: CslItem = {
    id: `key${n}`,
    type: 'article-journal',
    title: `On small steps, part ${n}`,
    author: [{ family: `Lindqvist${n}`, given: 'Ada' }],
    issued: { 'date-parts': [[1900 + (n % 120)]] },
    'container-title': 'Reading Room Review',
    DOI: `10.1000/abc.${n}`
  }
  return {
    key: item.id,
    item,
    issued: String(1900 + (n % 120)),
    reference: formatReference(item, String(1900 + (n % 120))),
    why: [`Why ${n}`],
    tags: ['habit/early'],
    notes:
      n % 2 === 0
        ? [{ type: 'paragraph', runs: [{ text: 'A note on ' }, { text: 'this', italic: true }] }]
        : [],
    quotes: QUOTES.map((text) => ({ paragraphs: [text], color: 'amber', remark: [] })),
    body: []
  }
}

/** `style`: a CSL style for the references. `ms`: formatting them, and the rendering. */
export function renderOne(format: string, size: number, style?: string): { bytes: Uint8Array; ms: number } {
  const doc: Doc = {
    title: 'Bench',
    date: '2026-11-20',
    sections: [{ name: '', entries: Array.from({ length: size }, (_, n) => entry(n)) }]
  }
  const from = performance.now()
  if (style !== undefined) {
    const entries = doc.sections.flatMap((s) => s.entries)
    const made = formatReferences({ style, items: entries.map((e) => e.item) })
    for (const [i, e] of entries.entries()) e.reference = citeprocRuns(made[i] ?? '')
  }
  const { text, bytes } = renderDoc({ format: exportFormat.parse(format), doc })
  return { bytes: bytes ?? new TextEncoder().encode(text), ms: performance.now() - from }
}
