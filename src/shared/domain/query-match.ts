/** Puts the filters of a query to an article. */
import type { Article, HighlightColor } from '../contract/records'
import { yearOf } from './dates'
import { foldKey } from './fold'
import { showName } from './names'
import type { Filter } from './query'
import type { Test } from './query-fields'
import { isUnder } from './tag-path'

/** An article and what other records say about it. */
export interface Facts {
  article: Readonly<Article>
  /** Names of the reading lists it is on. */
  lists: readonly string[]
  colors: ReadonlySet<HighlightColor>
  /** It has a note, or one of its highlights has. */
  hasNote: boolean
}

export function passes(facts: Facts, filters: readonly Filter[]): boolean {
  return filters.every(({ negated, any }) => any.some((test) => holds(facts, test)) !== negated)
}

function holds(facts: Facts, test: Test): boolean {
  const { article } = facts
  switch (test.of) {
    case 'title':
      return hasWords(article.title, test.words)
    case 'author':
      return article.authors.some((name) => hasWords(showName(name), test.words))
    case 'list':
      return facts.lists.some((name) => hasWords(name, test.words))
    case 'tag':
      return article.tags.some((tag) => isTagged(tag, test.path))
    case 'type':
      return test.types.includes(article.type)
    case 'lang': {
      const lang = article.lang?.toLowerCase()
      return lang !== undefined && (lang === test.code || lang.startsWith(`${test.code}-`))
    }
    case 'year': {
      const year = yearOf(article.issued)
      return year !== undefined && year >= (test.from ?? -Infinity) && year <= (test.to ?? Infinity)
    }
    case 'added':
      return (
        (test.from === undefined || article.created >= test.from) &&
        (test.to === undefined || article.created < test.to)
      )
    case 'is':
      switch (test.value) {
        case 'unread':
          return article.read === undefined
        case 'read':
          return article.read !== undefined
        case 'starred':
          return article.starred
        case 'archived':
          return article.state === 'archive'
        case 'inbox':
        case 'reading':
        case 'later':
          return article.state === test.value
      }
    case 'has':
      switch (test.value) {
        case 'highlight':
          return facts.colors.size > 0
        case 'note':
          return facts.hasNote
        case 'tag':
          return article.tags.length > 0
        case 'list':
          return facts.lists.length > 0
        case 'text':
          return article.snapshots.length > 0
        case 'year':
          return article.issued !== undefined
        case 'author':
          return article.authors.length > 0
        case 'doi':
          return article.doi !== undefined
      }
      break
    case 'color':
      return facts.colors.has(test.color)
  }
}

/** `ae` for ä and so on, where the keys are missing. */
function spelt(folded: string): string {
  return folded.replace(/([aou])e/g, '$1')
}

/** Folded words, the first at the start of a word, the last perhaps half typed. */
function hasWords(text: string, words: string): boolean {
  const folded = ` ${foldKey(text)}`
  return folded.includes(` ${words}`) || spelt(folded).includes(` ${spelt(words)}`)
}

/** The tag itself, one it is nested under, or the last parts of its path: `close reading` of `method/close reading`. */
function isTagged(tag: string, wanted: string): boolean {
  const parts = tag.split('/')
  return wanted !== '' && parts.some((_, k) => isUnder(parts.slice(k).join('/'), wanted))
}
