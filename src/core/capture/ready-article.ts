/** Articles that wait to be placed, and what is reported of them. */
import type { CaptureResult } from '#shared/contract/capture'
import type { Article, Bibliographic, Snapshot } from '#shared/contract/records'
import { keysOf, type Identity, type Known } from './duplicates'
import { showReceiptItem } from './tally'

export interface ReadyArticle {
  input: string
  /** Complete but for its citation key, which depends on the others. */
  article: Article
  /** By which it would be recognised. */
  keys: readonly string[]
  identity: Identity
  /** Nearly the same text under another title: both are kept, and the person is told. */
  like?: { id: string; title: string } | undefined
}

export interface NewArticle {
  id: string
  now: string
  input: string
  fields: Bibliographic
  tags: string[]
  snapshot: Snapshot
  sample: boolean
  identity: Identity
}

export function newArticle({
  id,
  now,
  input,
  fields,
  tags,
  snapshot,
  sample,
  identity
}: NewArticle): ReadyArticle {
  const article: Article = {
    id,
    rev: 0,
    n: 0,
    created: now,
    updated: now,
    ...fields,
    citekey: '',
    state: 'inbox',
    starred: false,
    tags,
    snapshots: [snapshot],
    words: snapshot.words,
    progress: 0
  }
  if (sample) article.sample = true
  return { input, article, keys: keysOf(identity), identity }
}

export function addedResult({ input, article, like }: ReadyArticle, message?: string): CaptureResult {
  const receipt = article.snapshots[0]?.receipt
  const result: CaptureResult = {
    input,
    status: 'added',
    id: article.id,
    title: article.title,
    words: article.words,
    // First what the person may miss, then what was taken out on purpose.
    missing: [...(receipt?.missing ?? []), ...(receipt?.removed ?? [])].map(showReceiptItem)
  }
  if (receipt) result.receipt = receipt
  if (message !== undefined && message !== '') result.message = message
  if (like) result.like = like
  return result
}

const SAME: Readonly<Record<Known['by'], string>> = {
  address: 'Its address',
  doi: 'Its DOI',
  file: 'This very file',
  text: 'Its text',
  near: 'Nearly the same text of this title'
}

/** Nothing was added; the person decides what to do. */
export function duplicateOf(input: string, { article, by }: Known): CaptureResult {
  const where = article.trashed === undefined ? '.' : ', in the trash. Restore it from there.'
  return {
    input,
    status: 'duplicate',
    id: article.id,
    title: article.title,
    words: article.words,
    missing: [],
    by,
    message: `${SAME[by]} is in the library already${where}`
  }
}

export function failedResult(input: string, message: string): CaptureResult {
  return { input, status: 'failed', missing: [], message }
}
