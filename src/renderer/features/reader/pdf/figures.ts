/** Where a page has pictures, and copies of them that dark mode leaves as they are. */
import { loadPdfjs, type PdfPage } from './pdfjs'

type Matrix = [number, number, number, number, number, number]
const LEAST_SHARE = 0.01
/** A picture of the whole page is a scan: it is inverted like text. */
const SCAN_SHARE = 0.7

/** Puts them behind `canvas`, placed in shares of the page. */
export async function addFigures(page: PdfPage, canvas: HTMLCanvasElement, rotation: number): Promise<void> {
  const view = page.getViewport({ scale: 1, rotation })
  for (const box of await imageBoxes(page)) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = view.convertToViewportRectangle(box) as number[]
    const left = Math.max(0, Math.min(x1, x2) / view.width)
    const top = Math.max(0, Math.min(y1, y2) / view.height)
    const width = Math.min(1, Math.max(x1, x2) / view.width) - left
    const height = Math.min(1, Math.max(y1, y2) / view.height) - top
    if (width * height < LEAST_SHARE || width * height > SCAN_SHARE || canvas.width === 0) continue
    const copy = document.createElement('canvas')
    copy.className = 'pdf-figure'
    copy.setAttribute('aria-hidden', 'true')
    copy.width = Math.max(1, Math.round(width * canvas.width))
    copy.height = Math.max(1, Math.round(height * canvas.height))
    copy.getContext('2d')?.drawImage(canvas, -left * canvas.width, -top * canvas.height)
    copy.style.left = `${left * 100}%`
    copy.style.top = `${top * 100}%`
    copy.style.width = `${width * 100}%`
    copy.style.height = `${height * 100}%`
    canvas.after(copy)
  }
}

/** Boxes of the page's images in PDF units: the unit square under the matrix that stands when one is painted. */
async function imageBoxes(page: PdfPage): Promise<number[][]> {
  const { OPS } = await loadPdfjs()
  const { fnArray, argsArray } = await page.getOperatorList()
  const boxes: number[][] = []
  const stack: Matrix[] = []
  let now: Matrix = [1, 0, 0, 1, 0, 0]
  for (let i = 0; i < fnArray.length && boxes.length < 200; i++) {
    const args = argsArray[i] as unknown[] | null
    switch (fnArray[i] ?? 0) {
      case OPS.save:
        stack.push(now)
        break
      case OPS.restore:
        now = stack.pop() ?? now
        break
      case OPS.transform:
        now = times(now, args)
        break
      case OPS.paintFormXObjectBegin:
        stack.push(now)
        if (Array.isArray(args?.[0]) || ArrayBuffer.isView(args?.[0]))
          now = times(now, [...(args[0] as number[])])
        break
      case OPS.paintFormXObjectEnd:
        now = stack.pop() ?? now
        break
      case OPS.paintImageXObject:
      case OPS.paintInlineImageXObject:
        boxes.push(unitBox(now))
        break
      default:
    }
  }
  return boxes
}

function times(m: Matrix, by: readonly unknown[] | null): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = (by ?? []).map(Number)
  return [
    m[0] * a + m[2] * b,
    m[1] * a + m[3] * b,
    m[0] * c + m[2] * d,
    m[1] * c + m[3] * d,
    m[0] * e + m[2] * f + m[4],
    m[1] * e + m[3] * f + m[5]
  ]
}

function unitBox(m: Matrix): number[] {
  const xs = [m[4], m[4] + m[0], m[4] + m[2], m[4] + m[0] + m[2]]
  const ys = [m[5], m[5] + m[1], m[5] + m[3], m[5] + m[1] + m[3]]
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}
