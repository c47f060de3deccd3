/** Find in one article, blind to case and accents. Pure. */
export interface Folded {
  text: string
  /** Source offset of every code unit of `text`, and the source's length at the end. */
  at: Uint32Array
}

/** Case and accents folded away, white space kept. Linear. */
export function fold(source: string): Folded {
  const parts: string[] = []
  const at: number[] = []
  for (let i = 0; i < source.length;) {
    const code = source.charCodeAt(i)
    if (code < 0x80) {
      parts.push(code >= 65 && code <= 90 ? String.fromCharCode(code + 32) : source.charAt(i))
      at.push(i)
      i++
      continue
    }
    const ch = String.fromCodePoint(source.codePointAt(i) ?? 0)
    const plain = foldCharacter(ch)
    for (let k = 0; k < plain.length; k++) at.push(i)
    parts.push(plain)
    i += ch.length
  }
  at.push(source.length)
  return { text: parts.join(''), at: Uint32Array.from(at) }
}

function foldCharacter(ch: string): string {
  if (ch === '\u00ad') return ''
  if (/[‘’‚‛ʼ]/.test(ch)) return "'"
  if (/[“”„‟]/.test(ch)) return '"'
  if (/[‐‑–—−]/.test(ch)) return '-'
  if (ch === '\u00a0') return ' '
  return ch.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/ß/g, 'ss')
}

export interface Found {
  start: number
  end: number
}

/** Every place of `needle`, as source ranges, in order, not overlapping. */
export function findAll(folded: Folded, needle: string): Found[] {
  const wanted = fold(needle.replace(/\s+/g, ' ')).text
  if (wanted.trim() === '') return []
  const out: Found[] = []
  for (let i = folded.text.indexOf(wanted); i >= 0; i = folded.text.indexOf(wanted, i + wanted.length)) {
    const start = folded.at[i] ?? 0
    // To the end of the last character, combining marks behind it included.
    let last = i + wanted.length
    while (last < folded.at.length - 1 && folded.at[last] === folded.at[last - 1]) last++
    out.push({ start, end: folded.at[last] ?? start })
  }
  return out
}

/** Those of `found` that begin in [start, end). */
export function between(found: readonly Found[], start: number, end: number): readonly Found[] {
  const firstFrom = (offset: number): number => {
    let low = 0
    let high = found.length
    while (low < high) {
      const mid = (low + high) >> 1
      if ((found[mid]?.start ?? 0) < offset) low = mid + 1
      else high = mid
    }
    return low
  }
  return found.slice(firstFrom(start), firstFrom(end))
}
