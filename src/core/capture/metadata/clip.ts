/** At most `max` characters, the last an ellipsis where some are missing. */
export function clipChars(text: string, max: number): string {
  if (text.length <= max) return text
  // Not in the middle of a surrogate pair.
  return /[\ud800-\udbff]/.test(text.charAt(max - 2))
    ? `${text.slice(0, max - 2)}…`
    : `${text.slice(0, max - 1)}…`
}
