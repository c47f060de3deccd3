/**
 * Which tags an article may want, from the library's own use of them: the tags that stand beside those it has, those of
 * its author's and its journal's other articles, of articles with the same words in the title, and tags whose own name
 * stands in its title. Nothing but counting; pure.
 */
import type { Article, Name } from '../contract/records'
import { foldKey } from './fold'
import { isUnder, tagKey } from './tag-path'

/** What of an article says something about its tags. */
export type Tagged = Pick<Article, 'tags' | 'authors' | 'container' | 'title'>

/** Why: it is used with that tag, in that journal, by that author, with that word in the title. */
export type Reason = { kind: 'tag' | 'container' | 'author' | 'word' | 'title'; name: string }
export interface Suggestion {
  path: string
  why: Reason
}

/** How much each kind of evidence is believed. */
const WEIGHT: Readonly<Record<Reason['kind'], number>> = {
  title: 0.8,
  tag: 0.7,
  author: 0.6,
  container: 0.4,
  word: 0.5
}
/** Counted as so many more articles without the tag: one chance meeting is no habit. */
const DOUBT = 2
/** Below this, nothing is offered. */
const LEAST = 0.12
/** More than this of the library, and a word or a journal tells nothing. */
const COMMON = 0.2
const SHORTEST_WORD = 4

interface Evidence {
  /** Articles that have it. */
  n: number
  /** How many of those have the tag, by its key. */
  tags: Map<string, number>
}

/** Counts of all tagged articles; articles come and go one at a time, so that nothing is ever counted anew. */
export class TagUsage {
  private articles = 0
  private readonly evidence = new Map<string, Evidence>()
  /** By key: how often, how it was written last, and its last part as words to be looked for. */
  private readonly tags = new Map<string, { n: number; path: string; name: string }>()

  add(article: Tagged): void {
    this.count(article, 1)
  }

  remove(article: Tagged): void {
    this.count(article, -1)
  }

  /** Tags for these articles together, best first; those that all of them have, and those above such, are left out. */
  suggest(articles: readonly Tagged[], most: number): Suggestion[] {
    const score = new Map<string, { sum: number; best: number; why: Reason }>()
    for (const article of articles) {
      const own = new Map<string, { miss: number; best: number; why: Reason }>()
      const speak = (key: string, chance: number, why: Reason): void => {
        const old = own.get(key)
        own.set(key, {
          miss: (old?.miss ?? 1) * (1 - chance),
          best: Math.max(old?.best ?? 0, chance),
          why: old && old.best >= chance ? old.why : why
        })
      }
      for (const { key, why } of evidenceOf(article)) {
        const e = this.evidence.get(key)
        if (!e) continue
        if (why.kind !== 'tag' && e.n > 20 && e.n > this.articles * COMMON) continue
        for (const [tag, n] of e.tags) {
          // What is on half of the library anyway is not brought by this journal or that word.
          const base = (this.tags.get(tag)?.n ?? 0) / this.articles
          const more = (n / (e.n + DOUBT) - base) / (1 - base)
          if (more > 0.02) speak(tag, WEIGHT[why.kind] * more, why)
        }
      }
      const title = ` ${foldKey(article.title)} `
      for (const [key, { name }] of this.tags)
        if (title.includes(` ${name} `)) speak(key, WEIGHT.title, { kind: 'title', name })
      for (const [key, { miss, best, why }] of own) {
        if (article.tags.some((t) => isUnder(t, key))) continue
        const old = score.get(key)
        score.set(key, {
          sum: (old?.sum ?? 0) + 1 - miss,
          best: Math.max(old?.best ?? 0, best),
          why: old && old.best >= best ? old.why : why
        })
      }
    }
    return [...score]
      .map(([key, s]) => ({
        path: this.tags.get(key)?.path ?? key,
        sum: s.sum / articles.length,
        why: s.why
      }))
      .filter((s) => s.sum >= LEAST)
      .sort((a, b) => b.sum - a.sum || (a.path < b.path ? -1 : 1))
      .slice(0, most)
      .map(({ path, why }) => ({ path, why }))
  }

  private count(article: Tagged, by: 1 | -1): void {
    if (article.tags.length === 0) return
    this.articles += by
    const keys = article.tags.map(tagKey)
    for (const [i, key] of keys.entries()) {
      const path = article.tags[i] ?? key
      const tag = this.tags.get(key) ?? { n: 0, path, name: foldKey(path.slice(path.lastIndexOf('/') + 1)) }
      tag.n += by
      if (by > 0) tag.path = path
      if (tag.n > 0) this.tags.set(key, tag)
      else this.tags.delete(key)
    }
    for (const { key, why } of evidenceOf(article)) {
      const e = this.evidence.get(key) ?? { n: 0, tags: new Map<string, number>() }
      e.n += by
      for (const tag of keys) {
        // A tag says nothing of itself.
        if (why.kind === 'tag' && key === `tag ${tag}`) continue
        const n = (e.tags.get(tag) ?? 0) + by
        if (n > 0) e.tags.set(tag, n)
        else e.tags.delete(tag)
      }
      if (e.n > 0) this.evidence.set(key, e)
      else this.evidence.delete(key)
    }
  }
}

/** Each once, under a key of its kind. */
function evidenceOf(article: Tagged): { key: string; why: Reason }[] {
  const found = new Map<string, Reason>()
  const put = (kind: Reason['kind'], name: string, as = name): void => {
    if (as !== '') found.set(`${kind} ${as}`, { kind, name })
  }
  for (const t of article.tags) put('tag', t, tagKey(t))
  for (const a of article.authors.slice(0, 20))
    put('author', shown(a), foldKey(`${a.family ?? ''} ${a.given ?? ''} ${a.literal ?? ''}`))
  if (article.container !== undefined) put('container', article.container, foldKey(article.container))
  for (const word of foldKey(article.title).split(' '))
    if (word.length >= SHORTEST_WORD || /[^\u0000-\u024f]/.test(word)) put('word', word)
  return [...found].map(([key, why]) => ({ key, why }))
}

function shown(a: Name): string {
  return a.family ?? a.literal ?? a.given ?? ''
}
