/** What a library holds, counted before and after a migration. */
import type { CollectionName } from '#shared/contract/records'

export type Fields = Record<string, unknown>
export interface Census {
  articles: number
  annotations: number
  notes: number
  lists: number
  /** Different ones. */
  'citation keys': number
  /** Different ones, on articles and highlights or by themselves. */
  tags: number
  /** How often any of them is on anything. */
  'uses of tags': number
  /** Of all other kinds: settings, saved searches, undo. */
  'other records': number
}

export function censusOf(records: Iterable<readonly [CollectionName, Fields]>): Census {
  const census: Census = {
    articles: 0,
    annotations: 0,
    notes: 0,
    lists: 0,
    'citation keys': 0,
    tags: 0,
    'uses of tags': 0,
    'other records': 0
  }
  const keys = new Set<unknown>()
  const tags = new Set<unknown>()
  for (const [collection, record] of records) {
    if (collection === 'articles') keys.add(record['citekey'])
    if (collection === 'tags') tags.add(record['path'])
    const used = Array.isArray(record['tags']) ? record['tags'] : []
    for (const tag of used) tags.add(tag)
    census['uses of tags'] += used.length
    if (isNamed(collection)) census[collection]++
    else census['other records']++
  }
  return { ...census, 'citation keys': keys.size, tags: tags.size }
}

function isNamed(name: CollectionName): name is 'articles' | 'annotations' | 'notes' | 'lists' {
  return name === 'articles' || name === 'annotations' || name === 'notes' || name === 'lists'
}

/** `3 articles before, 2 after`; nothing where all is equal. */
export function differences(before: Census, after: Census): string[] {
  return (Object.keys(before) as (keyof Census)[])
    .filter((what) => before[what] !== after[what])
    .map((what) => `${before[what]} ${what} before, ${after[what]} after`)
}
