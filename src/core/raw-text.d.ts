/** Vite's `?raw`: a file's text, put into the bundle. */
declare module '*.md?raw' {
  const text: string
  export default text
}
declare module '*.html?raw' {
  const text: string
  export default text
}
