/** An ISBN with a right check digit, without hyphens. */
export function isbnIn(text: string): string | undefined {
  for (const [found] of text.matchAll(/(?<!\d)(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dXx](?!\d)/g)) {
    const digits = found.replace(/[- ]/g, '').toUpperCase()
    const values = [...digits].map((c) => (c === 'X' ? 10 : Number(c)))
    const sum = (weight: (i: number) => number): number =>
      values.reduce((total, value, i) => total + value * weight(i), 0)
    if (digits.length === 10 && sum((i) => 10 - i) % 11 === 0) return digits
    if (digits.length === 13 && !digits.includes('X') && sum((i) => (i % 2 === 0 ? 1 : 3)) % 10 === 0)
      return digits
  }
  return undefined
}
