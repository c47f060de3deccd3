/** Small valid records for tests of the store. */
import { makeId } from '#shared/domain/ids'
import type { Annotation, Article, Note, Setting, Tag } from '#shared/contract/records'
import type { Clock, NewId } from '#core/ports'

const START = Date.UTC(2026, 2, 1, 10)

/** Ids and times that are the same in every run. */
export function fixedClock(): Clock {
  let second = 0
  return { now: () => new Date(START + second++ * 1000).toISOString() }
}
export function countingIds(salt = 0): NewId {
  let n = 0
  return () => {
    n++
    return makeId(START + n, [
      salt & 31,
      (salt >> 5) & 31,
      (n >> 15) & 31,
      (n >> 10) & 31,
      (n >> 5) & 31,
      n & 31,
      7,
      7
    ])
  }
}

const AT = new Date(START).toISOString()
const base = (id: string): { id: string; rev: 0; n: 0; created: string; updated: string } => ({
  id,
  rev: 0,
  n: 0,
  created: AT,
  updated: AT
})

export function anArticle(id: string, over: Partial<Article> = {}): Article {
  return {
    ...base(id),
    type: 'webpage',
    title: `Article ${id}`,
    authors: [{ family: 'Ørsted', given: 'Ana' }],
    citekey: `key-${id}`,
    state: 'inbox',
    starred: false,
    tags: [],
    snapshots: [],
    words: 0,
    progress: 0,
    ...over
  }
}

export function anAnnotation(id: string, article: string, over: Partial<Annotation> = {}): Annotation {
  return {
    ...base(id),
    article,
    text: `${'a'.repeat(64)}.txt`,
    quote: { exact: 'small steps away', prefix: '', suffix: '' },
    position: { start: 1, end: 17 },
    color: 'amber',
    note: '',
    tags: [],
    ...over
  }
}

export function aNote(id: string, text: string, over: Partial<Note> = {}): Note {
  return { ...base(id), title: 'A note', text, ...over }
}

export function aTag(id: string, path: string): Tag {
  return { ...base(id), path }
}

export function aSetting(id: string, value: Setting['value']): Setting {
  return { ...base(id), value }
}
