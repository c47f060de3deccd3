/** The parts of `hyphen` that are used; it brings no types. */
declare module 'hyphen' {
  export default function createHyphenator(
    patterns: unknown,
    options: { async: false; hyphenChar: string; minWordLength?: number }
  ): (text: string) => string
}
declare module 'hyphen/patterns/*' {
  const patterns: unknown
  export default patterns
}
