/** Bundled and run by the reading benchmark: long articles, written to files, and highlights on one of them. */
import { randomBytes } from 'node:crypto'
import type { Annotation } from '#shared/contract/records'
import { describe } from '#shared/domain/anchor'
import { paragraphsOfText } from '#shared/domain/article-text'
import { makeId } from '#shared/domain/ids'
import { openLibrary } from '../../../src/core/store/open-library'
import { generate, seeded } from '../../unit/domain/generated-text'

/** HTML of paragraphs of `words` words until `size` is reached (in words or bytes); a heading every 40. */
export function longArticle(
  title: string,
  options: { words?: number; bytes?: number; each: number }
): string {
  const random = seeded(7)
  const tokens = generate('en', random, 3000).paragraphs.flatMap((p) => p.map((t) => t.text))
  const parts = [`<!doctype html><meta charset="utf-8"><title>${title}</title><article><h1>${title}</h1>`]
  let words = 0
  let bytes = 0
  for (let n = 0; words < (options.words ?? Infinity) && bytes < (options.bytes ?? Infinity); n++) {
    const from = Math.floor(random() * (tokens.length - options.each))
    const text = tokens.slice(from, from + options.each)
    if (n % 7 === 0) text[3] = `<em>${text[3] ?? ''}</em>`
    const p = `${n % 40 === 0 ? `<h2>Part ${n / 40 + 1}</h2>` : ''}<p>${text.join(' ')} (${n}).</p>`
    parts.push(p)
    words += options.each
    bytes += p.length
  }
  return `${parts.join('\n')}</article>`
}

/** `count` highlights spread evenly over the article with this title; every third has a note. Answers its id. */
export async function addHighlights(dir: string, title: string, count: number): Promise<string> {
  const clock = { now: () => new Date().toISOString() }
  const newId = (): string => makeId(Date.now(), randomBytes(8))
  const { store, assets, close } = await openLibrary({ dir, clock, newId, owner: 'a benchmark' })
  const article = [...store.all('articles')].find((a) => a.title === title)
  const asset = article?.snapshots.at(-1)?.text
  const bytes = asset === undefined ? undefined : await assets.read(asset)
  if (!article || asset === undefined || !bytes) throw new Error(`“${title}” is not in the library.`)
  const text = new TextDecoder().decode(bytes)
  const paragraphs = paragraphsOfText(text)
  const now = clock.now()
  const ops = Array.from({ length: count }, (_, i) => {
    const p = paragraphs[Math.floor((i * paragraphs.length) / count)]
    const from = (p?.start ?? 0) + (i % 3) * 40
    const selectors =
      describe(text, from, Math.min(p?.end ?? 0, from + 90)) ?? describe(text, p?.start ?? 0, p?.end ?? 0)
    if (!selectors) throw new Error('An empty paragraph.')
    const record: Annotation = {
      id: newId(),
      rev: 0,
      n: 0,
      created: now,
      updated: now,
      article: article.id,
      text: asset,
      ...selectors,
      color: (['amber', 'green', 'blue', 'rose'] as const)[i % 4] ?? 'amber',
      note: i % 3 === 0 ? `Note ${i}: compare *this* with the passage before it.` : '',
      tags: []
    }
    return { op: 'put' as const, collection: 'annotations' as const, record }
  })
  for (let i = 0; i < ops.length; i += 500) await store.commit(ops.slice(i, i + 500))
  await close()
  return article.id
}
