/** Small sentences about things, said the same way everywhere: in labels of actions, toasts and the command line. */

/** `“Of Studies”`, or `12 articles`. */
export function theArticles(titles: readonly string[]): string {
  return titles.length === 1 ? `“${clip(titles[0] ?? '', 60)}”` : `${titles.length} articles`
}

/** `1 article`, `12 articles`. */
export function plural(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`
}

/** At most `max` characters, cut between words where it can be. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text
  const cut = [...text].slice(0, max - 1).join('')
  const space = cut.lastIndexOf(' ')
  return `${space > max / 2 ? cut.slice(0, space) : cut}…`
}
