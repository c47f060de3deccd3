/** Names within an archive: relative to the part that uses them, and never outside. */
export function resolveInside(from: string, href: string): string | undefined {
  const path = decoded(href.replace(/[?#].*$/, ''))
  if (path === '' || /^[a-z][a-z0-9+.-]*:|^\/\/|[\0\\]/i.test(path)) return undefined
  const parts = path.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return undefined
  }
  return parts.join('/')
}

export function fragmentOf(href: string): string {
  const at = href.indexOf('#')
  return at < 0 ? '' : decoded(href.slice(at + 1))
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A stray percent sign: not encoded.
    return text
  }
}
