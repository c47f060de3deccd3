/** Citation keys that LaTeX, BibTeX, Pandoc and HTML all take. */
import { citekeyFold } from '#shared/domain/citekey'

const SAFE = /^[A-Za-z0-9](?:[A-Za-z0-9]|[_:.+/-](?=[A-Za-z0-9]))*$/

/**
 * Gives out one key per entry of an export. A stored key is used as it stands wherever it can be; `onChange` hears
 * of one that could not.
 */
export function exportKeys(onChange: (stored: string, written: string) => void): (stored: string) => string {
  const used = new Set<string>()
  return (stored) => {
    const safe = SAFE.test(stored)
      ? stored
      : stored
          .normalize('NFKD')
          .replace(/[^A-Za-z0-9_:.+/-]+/g, '')
          .replace(/^[_:.+/-]+|[_:.+/-]+$/g, '')
          .replace(/([_:.+/-])[_:.+/-]+/g, '$1') || 'anon'
    let key = safe
    for (let n = 2; used.has(citekeyFold(key)); n++) key = `${safe}-${n}`
    used.add(citekeyFold(key))
    if (key !== stored && stored !== '') onChange(stored, key)
    return key
  }
}
