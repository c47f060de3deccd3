/** The files of a saved page's `_files` folder, found by the relative addresses the page uses for them. */
import { CarrelError } from '#shared/contract/errors'
import { LIMITS, showBytes } from './limits'
import type { ImageSource } from './store-images'

export interface Companion {
  /** Relative name, as the browser or the folder gave it. Only compared, never used as a path. */
  name: string
  read(): Promise<Uint8Array>
}

export function companionImages(companions: readonly Companion[]): ImageSource {
  const byName = new Map<string, Companion>()
  const byEnd = new Map<string, Companion | 'several'>()
  for (const companion of companions) {
    const parts = partsOf(companion.name)
    if (parts.length === 0) continue
    byName.set(parts.join('/'), companion)
    // Programs disagree on whether the folder is part of the name.
    for (let from = 1; from < parts.length; from++) {
      const end = parts.slice(from).join('/')
      byEnd.set(end, byEnd.has(end) ? 'several' : companion)
    }
  }
  let total = 0
  /** An uploaded file can be taken only once, and a page may show an image twice. */
  const read = new Map<Companion, Uint8Array>()
  return async (address) => {
    if (/^(cid|part):/i.test(address)) return undefined
    if (/^[a-z][a-z0-9+.-]*:/i.test(address) || address.startsWith('//'))
      throw new CarrelError('NOT_FOUND', 'On the web, and not saved with the page')
    const found = lookUp(address.replace(/[?#].*$/, ''))
    if (!found) return undefined
    const known = read.get(found)
    if (known) return known
    const bytes = await found.read()
    total += bytes.length
    if (total > LIMITS.companionsBytes)
      throw new CarrelError('TOO_LARGE', `More than ${showBytes(LIMITS.companionsBytes)} beside the page`)
    read.set(found, bytes)
    return bytes
  }

  function lookUp(path: string): Companion | undefined {
    for (const form of new Set([path, decoded(path)])) {
      const parts = partsOf(form)
      for (let from = 0; from < parts.length; from++) {
        const name = parts.slice(from).join('/')
        // One must end with the whole of the other: sharing only the file's name is not enough.
        const found = byName.get(name) ?? (from === 0 ? byEnd.get(name) : undefined)
        if (found !== undefined && found !== 'several') return found
      }
    }
    return undefined
  }
}

/** `./a//b\c` → a, b, c. A name that climbs out has no parts: it can belong to nothing. */
function partsOf(path: string): string[] {
  const parts = path
    .normalize('NFC')
    .split(/[\\/]+/)
    .filter((part) => part !== '' && part !== '.')
  return parts.includes('..') ? [] : parts
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    // Not encoded: a percent sign of its own.
    return path
  }
}
