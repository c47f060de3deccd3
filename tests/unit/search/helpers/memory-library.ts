/** A store and assets in memory, as far as search reads them. */
import { createHash } from 'node:crypto'
import type { Assets, Change, Op, Store } from '#core/ports'
import type { Annotation, Article, CollectionName, Collections, Note } from '#shared/contract/records'
import { makeId } from '#shared/domain/ids'

const NOW = '2024-05-01T10:00:00Z'
let made = 0
const newId = (): string =>
  makeId(1_700_000_000_000 + ++made, [made & 31, (made >> 5) & 31, 0, 0, 0, 0, 0, 0])
const base = (): { id: string; rev: number; n: number; created: string; updated: string } => ({
  id: newId(),
  rev: 0,
  n: made,
  created: NOW,
  updated: NOW
})

export class MemoryLibrary {
  readonly #records = new Map<CollectionName, Map<string, Collections[CollectionName]>>()
  readonly #listeners = new Set<(changes: readonly Change[]) => void>()
  readonly files = new Map<string, Uint8Array>()
  readonly store: Store
  readonly assets: Assets

  constructor() {
    const records = this.#records
    const of = (collection: CollectionName): Map<string, Collections[CollectionName]> => {
      const found = records.get(collection) ?? new Map<string, Collections[CollectionName]>()
      records.set(collection, found)
      return found
    }
    this.store = {
      get: <C extends CollectionName>(collection: C, id: string) =>
        of(collection).get(id) as Collections[C] | undefined,
      all: <C extends CollectionName>(collection: C) =>
        of(collection).values() as IterableIterator<Collections[C]>,
      count: (collection) => of(collection).size,
      commit: (ops) => Promise.resolve(this.#commit(typeof ops === 'function' ? ops() : ops, of)),
      onCommit: (listener) => {
        this.#listeners.add(listener)
        return () => this.#listeners.delete(listener)
      },
      readOnly: undefined,
      notices: []
    }
    this.assets = {
      put: (bytes, extension) => {
        const name = `${createHash('sha256').update(bytes).digest('hex')}.${extension}`
        this.files.set(name, bytes)
        return Promise.resolve(name)
      },
      read: (name) => Promise.resolve(this.files.get(name))
    }
  }

  #commit(
    ops: readonly Op[],
    of: (collection: CollectionName) => Map<string, Collections[CollectionName]>
  ): Change[] {
    const changes = ops.map((op): Change => {
      const id = op.op === 'put' ? op.record.id : op.id
      const records = of(op.collection)
      const before = records.get(id)
      if (op.op === 'put') records.set(id, op.record)
      else records.delete(id)
      return { collection: op.collection, id, before, after: op.op === 'put' ? op.record : undefined }
    })
    for (const hear of this.#listeners) hear(changes)
    return changes
  }

  /** An article with a text of one paragraph a string, not yet saved. */
  async article(paragraphs: readonly string[], fields: Partial<Article> = {}): Promise<Article> {
    const text = await this.assets.put(new TextEncoder().encode(paragraphs.join('\n')), 'txt')
    return {
      ...base(),
      type: 'document',
      title: 'Untitled',
      authors: [],
      citekey: '',
      state: 'inbox',
      starred: false,
      tags: [],
      snapshots: [
        {
          html: text.replace('.txt', '.html'),
          text,
          images: [],
          captured: NOW,
          from: 'paste',
          words: 1,
          receipt: { words: 1, images: 0, missing: [], removed: [], origins: {} }
        }
      ],
      words: 1,
      progress: 0,
      ...fields
    }
  }

  async save(paragraphs: readonly string[], fields: Partial<Article> = {}): Promise<Article> {
    const article = await this.article(paragraphs, fields)
    await this.put('articles', article)
    return article
  }

  note(fields: Partial<Note>): Note {
    return { ...base(), title: '', text: '', ...fields }
  }

  mark(article: Article, fields: Partial<Annotation>): Annotation {
    return {
      ...base(),
      article: article.id,
      text: article.snapshots.at(-1)?.text ?? '',
      quote: { exact: 'x', prefix: '', suffix: '' },
      position: { start: 0, end: 1 },
      color: 'amber',
      note: '',
      tags: [],
      ...fields
    }
  }

  async put<C extends 'articles' | 'notes' | 'annotations'>(
    collection: C,
    record: Collections[C]
  ): Promise<void> {
    await this.store.commit([{ op: 'put', collection, record } as Op])
  }
}
