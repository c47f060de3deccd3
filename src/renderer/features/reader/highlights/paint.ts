/** Paints ranges through the CSS Custom Highlight API: no change of the DOM, overlaps composite, it prints. */
import { highlightColor } from '#shared/contract/records'
import type { ReadingDoc } from '../article/reading-doc'
import type { Placed } from './placement'

/** Later ones lie over earlier ones. */
const LAYERS = ['', 'note', 'active', 'cursor', 'lit', 'find', 'find-now'] as const

function set(name: string, layer: (typeof LAYERS)[number], ranges: readonly Range[]): void {
  const key = `carrel-${name}`
  if (ranges.length === 0) {
    CSS.highlights.delete(key)
    return
  }
  const highlight = new Highlight(...ranges.slice(0, 10_000))
  // More arguments than that overflow the stack.
  for (const r of ranges.slice(10_000)) highlight.add(r)
  highlight.priority = LAYERS.indexOf(layer)
  CSS.highlights.set(key, highlight)
}

export function paintHighlights(
  doc: ReadingDoc,
  placed: readonly Placed[],
  active: string | undefined
): void {
  const groups = new Map<string, Range[]>()
  for (const { annotation, start, end } of placed) {
    const kind = annotation.id === active ? '-active' : annotation.note !== '' ? '-note' : ''
    const name = annotation.color + kind
    const group = groups.get(name) ?? []
    group.push(doc.map.range(start, end))
    groups.set(name, group)
  }
  for (const color of highlightColor.options) {
    set(color, '', groups.get(color) ?? [])
    set(`${color}-note`, 'note', groups.get(`${color}-note`) ?? [])
    set(`${color}-active`, 'active', groups.get(`${color}-active`) ?? [])
  }
}

export function paintCursor(range: Range | undefined): void {
  set('cursor', 'cursor', range ? [range] : [])
}

/** The sentence that is being read aloud. */
export function paintSpoken(range: Range | undefined): void {
  set('spoken', 'cursor', range ? [range] : [])
}

export function paintFound(all: readonly Range[], now: Range | undefined): void {
  set('find', 'find', all)
  set('find-now', 'find-now', now ? [now] : [])
}

/** Lights passages up and lets them fade, in steps: a highlight cannot have a transition. */
export function lightUp(ranges: readonly Range[]): () => void {
  const steps = [1, 2, 3]
  const paint = (level: number): void => {
    for (const s of steps) set(`lit-${s}`, 'lit', s === level ? ranges : [])
  }
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  const times = still
    ? [{ at: 4000, level: 0 }]
    : [1800, 2400, 3000].map((at, i) => ({ at, level: (i + 2) % 4 }))
  paint(1)
  const timers = times.map(({ at, level }) => setTimeout(() => paint(level), at))
  return () => {
    for (const t of timers) clearTimeout(t)
    paint(0)
  }
}

export function clearPaint(): void {
  for (const key of Array.from(CSS.highlights.keys()))
    if (key.startsWith('carrel-')) CSS.highlights.delete(key)
}
