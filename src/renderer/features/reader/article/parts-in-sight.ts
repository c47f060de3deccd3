/**
 * Which parts of a long article are near the screen. What stands in the others is only estimated: asking the browser
 * for a place in a part it has skipped makes it lay that part out, and for all highlights that is the whole article.
 */
interface Part {
  element: HTMLElement
  start: number
  end: number
  near: boolean
}

export class PartsInSight {
  private readonly parts: Part[]
  private readonly listeners = new Set<() => void>()

  /** `startOf`: where the first text of an element stands. */
  constructor(body: HTMLElement, length: number, startOf: (element: Element) => number) {
    const elements = [...body.querySelectorAll<HTMLElement>(':scope .part')]
    const starts = elements.map(startOf)
    this.parts = elements.map((element, i) => ({
      element,
      start: starts[i] ?? 0,
      end: starts[i + 1] ?? length,
      near: i === 0
    }))
  }

  /** Keeps watch until the returned function is called. */
  watch(scroller: HTMLElement): () => void {
    if (this.parts.length === 0) return () => undefined
    const byElement = new Map(this.parts.map((p): [Element, Part] => [p.element, p]))
    const observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          const part = byElement.get(entry.target)
          if (part) part.near = entry.isIntersecting
        }
        for (const listener of this.listeners) listener()
      },
      { root: scroller, rootMargin: '100% 0px' }
    )
    for (const p of this.parts) observer.observe(p.element)
    return () => observer.disconnect()
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** An article that is not cut into parts is always near. */
  isNear(offset: number): boolean {
    return this.partAt(offset)?.near ?? true
  }

  /** What of the text is near the screen; all of it, when the article is not cut. */
  near(): { start: number; end: number }[] {
    if (this.parts.length === 0) return [{ start: 0, end: Infinity }]
    return this.parts.filter((p) => p.near)
  }

  /** As `estimateY`, for many offsets at one moment: each part is measured once. */
  estimator(): (offset: number) => number | undefined {
    const boxes = new Map<Part, DOMRect>()
    return (offset) => {
      const part = this.partAt(offset)
      if (!part || part.near) return undefined
      let box = boxes.get(part)
      if (!box) boxes.set(part, (box = part.element.getBoundingClientRect()))
      return box.top + (box.height * (offset - part.start)) / Math.max(1, part.end - part.start)
    }
  }

  /** The viewport's y of an offset in a part that is far away, by its share of the part's text. */
  estimateY(offset: number): number | undefined {
    return this.estimator()(offset)
  }

  /** The text range of the first part that reaches below the viewport's `y`. */
  rangeBelow(y: number): { start: number; end: number } | undefined {
    let low = 0
    let high = this.parts.length
    while (low < high) {
      const mid = (low + high) >> 1
      if ((this.parts[mid]?.element.getBoundingClientRect().bottom ?? 0) > y) high = mid
      else low = mid + 1
    }
    return this.parts[low] ?? this.parts.at(-1)
  }

  private partAt(offset: number): Part | undefined {
    let low = 0
    let high = this.parts.length - 1
    while (low < high) {
      const mid = (low + high + 1) >> 1
      if ((this.parts[mid]?.start ?? 0) <= offset) low = mid
      else high = mid - 1
    }
    return this.parts[low]
  }
}
