/** The whole texts of articles for an export, with their pictures, read from the library's files. */
import { CarrelError } from '#shared/contract/errors'
import type { Assets, Workers } from '#core/ports'
import type { Chosen } from './build-doc'
import { nameSome } from './choose'
import type { Block, Doc, Run, Warn } from './doc'
import { htmlBlocks } from './read-blocks'

interface Reading {
  assets: Pick<Assets, 'read'>
  workers: Workers
  warn: Warn
  signal: AbortSignal
}

/** `chosen`: the articles of the entries of `doc`, in their order. Says which have no text and what is missing. */
export async function addBodies(doc: Doc, chosen: readonly Chosen[], reading: Reading): Promise<void> {
  const { assets, workers, warn, signal } = reading
  const entries = doc.sections.flatMap((s) => s.entries)
  const images = new Map<string, Uint8Array>()
  const bare: string[] = []
  let missing = 0
  for (const [i, { article }] of chosen.entries()) {
    if (signal.aborted) throw new CarrelError('CANCELLED', 'The export was cancelled. Nothing was written.')
    const entry = entries[i]
    const snapshot = article.snapshots.at(-1)
    const stored = snapshot && (await assets.read(snapshot.html))
    if (!entry || !stored) {
      bare.push(article.title || 'Untitled')
      continue
    }
    const html = await workers.run<string>('capture.body', new TextDecoder().decode(stored), { signal })
    entry.body = htmlBlocks(html)
    for (const name of new Set(imagesOf(entry.body))) {
      if (images.has(name)) continue
      const bytes = await assets.read(name)
      if (bytes) images.set(name, bytes)
      else missing++
    }
  }
  doc.images = images
  if (bare.length > 0) warn(`There is no saved text of ${nameSome(bare)}.`)
  if (missing > 0)
    warn(`${missing} pictures are not in the library any more; their descriptions stand there.`)
}

/** The pictures in notes, read from the library's files. Says how many are missing. */
export async function addNotePictures(
  doc: Doc,
  { assets, warn }: Pick<Reading, 'assets' | 'warn'>
): Promise<void> {
  const images = new Map(doc.images)
  let missing = 0
  const notes = doc.sections.flatMap((s) =>
    s.entries.flatMap((e) => [...e.notes, ...e.quotes.flatMap((q) => q.remark)])
  )
  for (const name of new Set(imagesOf([...(doc.about?.description ?? []), ...notes]))) {
    if (images.has(name)) continue
    const bytes = await assets.read(name)
    if (bytes) images.set(name, bytes)
    else missing++
  }
  if (images.size > 0) doc.images = images
  if (missing > 0)
    warn(`${missing} pictures of notes are not in the library any more; their descriptions stand there.`)
}

function* imagesOf(blocks: readonly Block[]): Generator<string> {
  for (const b of blocks) {
    if (b.type === 'paragraph' || b.type === 'heading') yield* inRuns(b.runs)
    else if (b.type === 'quote') yield* imagesOf(b.blocks)
    else if (b.type === 'list') for (const item of b.items) yield* imagesOf(item)
    else if (b.type === 'table') for (const cell of b.rows.flat()) yield* inRuns(cell)
  }
}

function* inRuns(runs: readonly Run[]): Generator<string> {
  for (const r of runs) {
    if (r.image !== undefined) yield r.image
    if (r.footnote) yield* imagesOf(r.footnote)
  }
}
