/** Bundled and run by the benchmarks and the large end-to-end test: a library of the articles of a search benchmark. */
import { randomBytes } from 'node:crypto'
import type { Put } from '#core/ports'
import type { Article, Note } from '#shared/contract/records'
import { makeId } from '#shared/domain/ids'
import { realFileSystem } from '../../../src/core/store/file-system'
import { openLibrary } from '../../../src/core/store/open-library'

/** One line of make-corpus.mjs. */
export interface Made {
  title: string
  authors: string[]
  year: number
  tags: string[]
  paragraphs: string[]
  notes: string[]
}

const BATCH = 500
/** It can be made again: nothing waits for the disk. */
const hasty = {
  ...realFileSystem,
  syncFile: () => Promise.resolve(),
  syncFolder: () => Promise.resolve(),
  create: async (path: string) => ({
    ...(await realFileSystem.create(path)),
    sync: () => Promise.resolve()
  })
}

export async function makeSearchLibrary(dir: string, articles: AsyncIterable<Made>): Promise<void> {
  const clock = { now: () => new Date().toISOString() }
  let made = 0
  const newId = () => makeId(1_700_000_000_000 + ++made, randomBytes(8))
  const { store, assets, close } = await openLibrary({ dir, clock, newId, owner: 'a benchmark', io: hasty })
  const base = () => ({ id: newId(), rev: 0, n: 0, created: clock.now(), updated: clock.now() })
  const encode = (text: string) => new TextEncoder().encode(text)
  let ops: Put[] = []
  for await (const { title, authors, year, tags, paragraphs, notes } of articles) {
    const body = paragraphs.map((p) => `<p>${escaped(p)}</p>`).join('\n')
    const page = `<!doctype html><html><head><meta charset="utf-8"><title>${escaped(title)}</title></head><body>${body}</body></html>`
    const words = paragraphs.join(' ').split(' ').length
    const record: Article = {
      ...base(),
      type: 'article-journal',
      title,
      authors: authors.map((literal) => ({ literal })),
      issued: String(year),
      citekey: `made${made}`,
      state: 'inbox',
      starred: false,
      tags,
      snapshots: [
        {
          html: await assets.put(encode(page), 'html'),
          text: await assets.put(encode(paragraphs.join('\n')), 'txt'),
          images: [],
          captured: clock.now(),
          from: 'paste',
          words,
          receipt: { words, images: 0, missing: [], removed: [], origins: {} }
        }
      ],
      words,
      progress: 0
    }
    ops.push({ op: 'put', collection: 'articles', record })
    for (const text of notes) {
      const note: Note = { ...base(), title: '', text, article: record.id }
      ops.push({ op: 'put', collection: 'notes', record: note })
    }
    if (ops.length < BATCH) continue
    await store.commit(ops)
    ops = []
  }
  if (ops.length > 0) await store.commit(ops)
  await close()
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
