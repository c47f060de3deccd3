/** The best candidate of a srcset: the largest up to 2,000 pixels wide (or twice the density), else the smallest. */
const WIDEST = 2000
const DENSEST = 2

export function bestOfSrcset(srcset: string): string | undefined {
  let best: { url: string; size: number; fits: boolean } | undefined
  for (const { url, width, density } of readSrcset(srcset)) {
    const size = width ?? (density ?? 1) * (WIDEST / DENSEST)
    const fits = size <= WIDEST
    if (!best || (fits && (!best.fits || size > best.size)) || (!fits && !best.fits && size < best.size))
      best = { url, size, fits }
  }
  return best?.url
}

interface Candidate {
  url: string
  width?: number
  density?: number
}

/** As the HTML standard reads it: addresses may contain commas, but not end with one. */
function* readSrcset(srcset: string): Generator<Candidate> {
  const text = srcset.slice(0, 100_000)
  let at = 0
  for (let count = 0; count < 100; count++) {
    while (/[\s,]/.test(text.charAt(at))) at++
    if (at >= text.length) return
    let end = at
    while (end < text.length && !/\s/.test(text.charAt(end))) end++
    const url = text.slice(at, end)
    const bare = url.replace(/,+$/, '')
    if (bare !== url) {
      yield { url: bare }
      at = end
      continue
    }
    const comma = text.indexOf(',', end)
    const stop = comma < 0 ? text.length : comma
    const descriptor = text.slice(end, stop).trim()
    at = stop + 1
    const width = /(?:^|\s)(\d{1,6})w/.exec(descriptor)?.[1]
    const density = /(?:^|\s)(\d*\.?\d+)x/.exec(descriptor)?.[1]
    if (width !== undefined) yield { url, width: Number(width) }
    else if (density !== undefined) yield { url, density: Number(density) }
    else yield { url }
  }
}
