/** CSL's rich text in titles (`<i>`, `<b>`, `<sup>`, `<sub>`, small capitals) as runs. */
import type { Run } from './doc'

const TAG = /<(\/?)(i|b|sup|sub|span)((?:\s+style="font-variant:\s*small-caps;?")?)\s*>/gi

type Dress = 'italic' | 'bold' | 'sup' | 'sub' | 'smallCaps'
const DRESS = new Map<string, Dress>([
  ['i', 'italic'],
  ['b', 'bold'],
  ['sup', 'sup'],
  ['sub', 'sub'],
  ['span', 'smallCaps']
])

/** Only balanced tags of CSL's short list count; every other `<` is a character of the title. */
export function titleRuns(title: string): Run[] {
  const opened: { name: string; at: number }[] = []
  const tags = new Map<number, { end: number; dress: Dress; on: boolean }>()
  for (const m of title.matchAll(TAG)) {
    const name = (m[2] ?? '').toLowerCase()
    const dress = DRESS.get(name)
    if (dress === undefined) continue
    const end = m.index + m[0].length
    if (m[1] === '') {
      // A bare <span> says nothing: small capitals are what the style attribute asks for.
      if ((name === 'span') === (m[3] !== '')) opened.push({ name, at: m.index })
      continue
    }
    const open = opened.at(-1)
    if (open?.name !== name) continue
    opened.pop()
    tags.set(open.at, { end: title.indexOf('>', open.at) + 1, dress, on: true })
    tags.set(m.index, { end, dress, on: false })
  }
  const runs: Run[] = []
  const depth = new Map<Dress, number>()
  const push = (text: string): void => {
    if (text === '') return
    const run: Run = { text }
    for (const [dress, n] of depth) if (n > 0) run[dress] = true
    runs.push(run)
  }
  let from = 0
  for (const [at, tag] of [...tags].sort((a, b) => a[0] - b[0])) {
    push(title.slice(from, at))
    depth.set(tag.dress, (depth.get(tag.dress) ?? 0) + (tag.on ? 1 : -1))
    from = tag.end
  }
  push(title.slice(from))
  return runs
}
