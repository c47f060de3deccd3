/** Figures on white, told from photographs by their edges: in the dark theme only they are dimmed. */
const SAMPLE = 24
/** This share of the edge must be white (or nothing at all: line drawings without a ground). */
const MOSTLY = 0.85
const WHITE = 235

export type Ground = 'white' | 'clear' | 'picture'

/** `data`: RGBA of a square of `size` pixels. Pure. */
export function groundOf(data: ArrayLike<number>, size: number): Ground {
  let white = 0
  let clear = 0
  let all = 0
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      if (x > 0 && y > 0 && x < size - 1 && y < size - 1) continue
      all++
      const at = (y * size + x) * 4
      const [r, g, b, a] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0, data[at + 3] ?? 0]
      if (a < 40) clear++
      else if (r >= WHITE && g >= WHITE && b >= WHITE) white++
    }
  if (clear >= all * MOSTLY) return 'clear'
  return white + clear >= all * MOSTLY ? 'white' : 'picture'
}

/** Marks each image once it is there. */
export function markWhiteFigures(body: HTMLElement): void {
  for (const image of body.querySelectorAll('img')) {
    const look = (): void => {
      const canvas = document.createElement('canvas')
      canvas.width = canvas.height = SAMPLE
      const context = canvas.getContext('2d', { willReadFrequently: true })
      if (!context || image.naturalWidth === 0) return
      try {
        context.drawImage(image, 0, 0, SAMPLE, SAMPLE)
        const ground = groundOf(context.getImageData(0, 0, SAMPLE, SAMPLE).data, SAMPLE)
        if (ground !== 'picture') image.classList.add(`on-${ground}`)
      } catch {
        // An image that may not be read (or cannot be drawn) is shown as it is.
      }
    }
    if (image.complete) look()
    else image.addEventListener('load', look, { once: true })
  }
}
