/** A passage with what matched in it. */
import type { ReactNode } from 'react'

export type Range = readonly [number, number]

/** Cuts `text` to about `most` characters around the first match, at word boundaries; ranges move along. */
export function excerpt(
  text: string,
  ranges: readonly Range[],
  most = 220
): { text: string; ranges: Range[] } {
  const first = ranges[0]?.[0] ?? 0
  if (text.length <= most) return { text, ranges: [...ranges] }
  let from = Math.max(0, Math.min(first - Math.floor(most / 4), text.length - most))
  if (from > 0) {
    const space = text.indexOf(' ', from)
    if (space >= 0 && space < first) from = space + 1
  }
  let to = Math.min(text.length, from + most)
  if (to < text.length) {
    const space = text.lastIndexOf(' ', to)
    if (space > from + most / 2) to = space
  }
  const lead = from > 0 ? '…' : ''
  const shift = lead.length - from
  return {
    text: lead + text.slice(from, to) + (to < text.length ? '…' : ''),
    ranges: ranges
      .filter(([a, b]) => b > from && a < to)
      .map(([a, b]) => [Math.max(a, from) + shift, Math.min(b, to) + shift])
  }
}

export function Marked(props: { text: string; ranges: readonly Range[] }): ReactNode {
  const parts: ReactNode[] = []
  let at = 0
  for (const [from, to] of [...props.ranges].sort((a, b) => a[0] - b[0])) {
    if (from < at || to > props.text.length) continue
    parts.push(props.text.slice(at, from), <mark key={from}>{props.text.slice(from, to)}</mark>)
    at = to
  }
  parts.push(props.text.slice(at))
  return <>{parts}</>
}
