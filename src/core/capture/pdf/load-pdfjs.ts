/**
 * pdf.js inside a thread of ours: its worker code runs in the same thread, and what it would draw with is left out.
 * Loaded when the first PDF comes.
 */
import type * as Pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs'

let loading: Promise<typeof Pdfjs> | undefined

export function loadPdfjs(): Promise<typeof Pdfjs> {
  loading ??= load()
  return loading
}

async function load(): Promise<typeof Pdfjs> {
  // It makes one of each as it loads; only drawing would use them.
  const globals = globalThis as Record<string, unknown>
  for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) globals[name] ??= function standIn() {}
  const restore = withoutNativeCanvas()
  try {
    // Where pdf.js looks for its worker before it tries to start one.
    globals['pdfjsWorker'] = await import('pdfjs-dist/legacy/build/pdf.worker.mjs')
    return await import('pdfjs-dist/legacy/build/pdf.mjs')
  } finally {
    restore()
  }
}

/** While it loads, pdf.js looks for a native drawing library and warns when there is none. */
function withoutNativeCanvas(): () => void {
  const had = Object.getOwnPropertyDescriptor(process, 'getBuiltinModule')
  const { warn } = console
  if (had) Object.defineProperty(process, 'getBuiltinModule', { ...had, value: undefined })
  console.warn = () => undefined
  return () => {
    if (had) Object.defineProperty(process, 'getBuiltinModule', had)
    console.warn = warn
  }
}
