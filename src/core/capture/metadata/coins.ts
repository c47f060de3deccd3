/** COinS: a reference as a query string in the title of an empty span (OpenURL 1.0, KEV). */
export function readCoins(title: string): Map<string, string[]> {
  const values = new Map<string, string[]>()
  for (const [key, value] of new URLSearchParams(title.slice(0, 20_000))) {
    if (value.trim() === '' || values.size > 100) continue
    values.set(key, [...(values.get(key) ?? []), value.trim()])
  }
  return values
}
