/** Schema.org in JSON-LD. Each block is read by itself, because one of them is often broken. */
import { LIMITS } from '../limits'

/** An object of JSON-LD, untrusted: every value is looked at before use. */
export type Entity = Readonly<Record<string, unknown>>

const MAX_ENTITIES = 200

/** All objects of a block that have a type, outermost first. */
export function readJsonLd(text: string): Entity[] {
  if (text.length > LIMITS.jsonLdChars) return []
  let value: unknown
  try {
    value = JSON.parse(
      text
        .replace(/^\s*(<!--|\/\*.*?\*\/|\/\/<!\[CDATA\[|<!\[CDATA\[)/, '')
        .replace(/(-->|\/\/\]\]>|\]\]>)\s*$/, '')
    )
  } catch {
    // Broken JSON: the page says the same in other ways, or not at all.
    return []
  }
  const found: Entity[] = []
  const queue: { value: unknown; depth: number }[] = [{ value, depth: 0 }]
  for (let i = 0; i < queue.length && i < 5000 && found.length < MAX_ENTITIES; i++) {
    const { value: next, depth } = queue[i] ?? { value: undefined, depth: 0 }
    if (depth > 4) continue
    if (Array.isArray(next))
      for (const item of next.slice(0, 500)) queue.push({ value: item, depth: depth + 1 })
    else if (isEntity(next)) {
      if (typesOf(next).length > 0) found.push(next)
      for (const key of ['@graph', 'mainEntity', 'mainEntityOfPage', 'hasPart'])
        if (typeof next[key] === 'object') queue.push({ value: next[key], depth: depth + 1 })
    }
  }
  return found
}

function isEntity(value: unknown): value is Entity {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Without the vocabulary's address: `NewsArticle`. */
export function typesOf(entity: Entity): string[] {
  return texts(entity['@type']).map((t) => t.replace(/^.*[/#:]/, ''))
}

/** The strings in a value that may be one, a list, or an object with a name. */
export function texts(value: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value.slice(0, 500) : [value]
  return list.flatMap((item) => {
    const text = isEntity(item) ? (item['name'] ?? item['@value']) : item
    if (typeof text === 'number') return [String(text)]
    return typeof text === 'string' && text.trim() !== '' ? [plain(text)] : []
  })
}
export function firstText(value: unknown): string | undefined {
  return texts(value)[0]
}

/** The objects in a value that may be one or a list. */
export function entities(value: unknown): Entity[] {
  return (Array.isArray(value) ? value.slice(0, 500) : [value]).filter(isEntity)
}

/** Publishers write HTML into JSON: entities are opened, tags are not wanted. */
function plain(text: string): string {
  return text
    .slice(0, LIMITS.abstract)
    .replace(/&(?:quot|#34);/g, '"')
    .replace(/&(?:#0*39|apos|rsquo|#8217);/g, '’')
    .replace(/&(?:nbsp|#160);/g, ' ')
    .replace(/&(?:amp|#38);/g, '&')
    .replace(/\s+/g, ' ')
    .trim()
}
