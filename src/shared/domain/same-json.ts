/** Whether two JSON values are the same; the order of an object's keys does not count, `undefined` is no key. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((value, i) => sameJson(value, b[i]))
    )
  const left = keysOf(a)
  return (
    left.length === keysOf(b).length &&
    left.every((key) => Object.hasOwn(b, key) && sameJson(valueAt(a, key), valueAt(b, key)))
  )
}

function keysOf(value: object): string[] {
  return Object.keys(value).filter((key) => valueAt(value, key) !== undefined)
}
function valueAt(value: object, key: string): unknown {
  return (value as Record<string, unknown>)[key]
}
