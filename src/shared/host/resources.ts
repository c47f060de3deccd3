/**
 * What the page may load from its host, and as what: the files of the built renderer and the library's assets.
 * An allow-list in both directions: a path is taken apart and every part must have a harmless shape, so nothing
 * that climbs, hides or is encoded twice is ever joined to a folder; and only known kinds of file are served.
 */

/** The content type of each kind of file that is served, by extension. */
const types: ReadonlyMap<string, string> = new Map([
  ['html', 'text/html; charset=utf-8'],
  ['js', 'text/javascript; charset=utf-8'],
  ['mjs', 'text/javascript; charset=utf-8'],
  ['css', 'text/css; charset=utf-8'],
  ['map', 'application/json; charset=utf-8'],
  ['wasm', 'application/wasm'],
  ['woff2', 'font/woff2'],
  ['woff', 'font/woff'],
  ['svg', 'image/svg+xml'],
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
  ['avif', 'image/avif'],
  ['apng', 'image/apng'],
  ['bmp', 'image/bmp'],
  ['ico', 'image/x-icon'],
  // What pdf.js looks for beside its worker: character maps, standard fonts, colour profiles.
  ['bcmap', 'application/octet-stream'],
  ['pfb', 'application/octet-stream'],
  ['ttf', 'font/ttf'],
  ['icc', 'application/octet-stream'],
  ['txt', 'text/plain; charset=utf-8'],
  // The file that an article came in, for pdf.js: bytes, never a page.
  ['raw', 'application/octet-stream']
])

/** Never from the library: a script or a stylesheet of a saved page is only ever data. */
const onlyOurs: ReadonlySet<string> = new Set([
  'js',
  'mjs',
  'css',
  'wasm',
  'map',
  'bcmap',
  'pfb',
  'ttf',
  'icc'
])

export type Resource =
  /** A file of the built renderer: the parts of its path below that folder. */
  | { kind: 'file'; parts: readonly string[]; type: string }
  /** An asset of the library, by its name there. */
  | { kind: 'asset'; name: string; type: string }

const part = /^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,199}$/
const asset = /^[0-9a-f]{64}\.([a-z0-9]{1,5})$/

/**
 * What `pathname` (of a URL, still percent-encoded, beginning with `/`) asks for; undefined: nothing of ours.
 * No name that the renderer's build or the store makes needs encoding, so an encoded one is not ours.
 */
export function resourceAt(pathname: string): Resource | undefined {
  if (!pathname.startsWith('/')) return undefined
  const parts = (pathname === '/' ? '/index.html' : pathname).slice(1).split('/')
  if (parts.length > 8 || !parts.every((p) => part.test(p))) return undefined
  const last = parts.at(-1) ?? ''
  const extension = last.includes('.') ? last.slice(last.lastIndexOf('.') + 1) : ''
  const type = types.get(extension)
  if (type === undefined) return undefined
  if (parts[0] !== 'asset') return { kind: 'file', parts, type }
  if (parts.length !== 2 || !asset.test(last) || onlyOurs.has(extension)) return undefined
  return { kind: 'asset', name: last, type }
}
