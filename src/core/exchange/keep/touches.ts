/** Whether a change of the library may change what a kept file shows. Too often is only slow; too seldom is stale. */
import type { ExportOptions, LivingScope } from '#shared/contract/exchange'
import type { Annotation, Article, Note } from '#shared/contract/records'
import { isUnder } from '#shared/domain/tag-path'
import type { Change, Records } from '#core/ports'
import { FORMATS } from '../formats'

/** Where a person is in an article: saved all the while, shown by no export, asked by no search. */
const WHILE_READING = new Set(['rev', 'updated', 'place', 'page', 'opened', 'days'])

/** The articles whose references, tags, notes or highlights a commit changed, and what else it touched. */
export interface Touched {
  articles: Map<string, { before: Article | undefined; after: Article | undefined }>
  /** Only their notes or highlights. */
  attached: Set<string>
  /** Only how far they are read: what a list with its progress shows. */
  reading: Set<string>
  lists: Set<string>
  smart: Set<string>
}

export function touchedBy(changes: readonly Change[]): Touched {
  const touched: Touched = {
    articles: new Map(),
    attached: new Set(),
    reading: new Set(),
    lists: new Set(),
    smart: new Set()
  }
  for (const { collection, id, before, after } of changes) {
    if (collection === 'articles') {
      const [was, is] = [before as Article | undefined, after as Article | undefined]
      const fields = was && is ? differing(was, is) : undefined
      if (fields === undefined || fields.some((field) => field !== 'progress'))
        touched.articles.set(id, { before: was, after: is })
      else if (fields.length > 0) touched.reading.add(id)
    } else if (collection === 'annotations' || collection === 'notes') {
      for (const record of [before, after] as (Annotation | Note | undefined)[])
        if (record?.article !== undefined) touched.attached.add(record.article)
    } else if (collection === 'lists') touched.lists.add(id)
    else if (collection === 'smart') touched.smart.add(id)
  }
  return touched
}

export function isAnything({ articles, attached, reading, lists, smart }: Touched): boolean {
  return articles.size + attached.size + reading.size + lists.size + smart.size > 0
}

/** The fields of an article that differ, but for those of `WHILE_READING`. */
function differing(a: Article, b: Article): string[] {
  const [was, is] = [new Map(Object.entries(a)), new Map(Object.entries(b))]
  return [...new Set([...was.keys(), ...is.keys()])].filter(
    (field) => !WHILE_READING.has(field) && JSON.stringify(was.get(field)) !== JSON.stringify(is.get(field))
  )
}

export function concerns(
  touched: Touched,
  scope: LivingScope,
  options: ExportOptions,
  store: Records
): boolean {
  const attached = FORMATS[options.format].referencesOnly ? [] : [...touched.attached]
  const tagged = (a: Article | undefined, tag: string): boolean =>
    a?.tags.some((path) => isUnder(path, tag)) === true
  switch (scope.kind) {
    case 'list': {
      if (touched.lists.has(scope.list)) return true
      const on = new Set(store.get('lists', scope.list)?.entries.map((e) => e.article))
      const read = options.progress === true ? touched.reading : []
      return [...touched.articles.keys(), ...attached, ...read].some((id) => on.has(id))
    }
    case 'tag':
      return (
        [...touched.articles.values()].some(
          (c) => tagged(c.before, scope.tag) || tagged(c.after, scope.tag)
        ) || attached.some((id) => tagged(store.get('articles', id), scope.tag))
      )
    case 'smart':
      return isAnything({ ...touched, reading: new Set() })
    case 'all':
      return touched.articles.size > 0 || attached.length > 0
  }
}
