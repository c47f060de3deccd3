/** Names for files that Windows, macOS and Linux all accept. */

/** Characters that Windows forbids, controls, and marks that turn the direction of what follows (`gpj.exe`). */
const FORBIDDEN = /[<>:"/\\|?*\p{Cc}\p{Surrogate}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i
const MAX_BYTES = 120

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
const bytes = (text: string): number => new TextEncoder().encode(text).length

/**
 * `title` as a file name with `extension` (without a dot): composed, without characters or names that any system
 * refuses, at most 120 bytes of UTF-8, never cut within what a person sees as one character.
 */
export function safeFileName(title: string, extension: string): string {
  let stem = title
    .normalize('NFC')
    .replace(FORBIDDEN, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+/, '')
  const room = MAX_BYTES - bytes(extension) - 1
  let size = 0
  let kept = ''
  for (const { segment } of graphemes.segment(stem)) {
    size += bytes(segment)
    if (size > room) break
    kept += segment
  }
  stem = kept.replace(/[ .]+$/, '')
  if (stem === '') stem = 'Untitled'
  if (RESERVED.test(stem)) stem = `_${stem}`
  return `${stem}.${extension}`
}
