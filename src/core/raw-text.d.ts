/** Vite's `?raw`: a file's text, put into the bundle. */
declare module '*.md?raw' {
  const text: string
  export default text
}
declare module '*.html?raw' {
  const text: string
  export default text
}
/** pdf.js comes without types for its worker code; nothing of it is called by us. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {
  export const WorkerMessageHandler: unknown
}
