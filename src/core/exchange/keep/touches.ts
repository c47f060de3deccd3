/** Whether a change of the library may change what a kept file shows. Too often is only slow; too seldom is stale. */
import type { ExportOptions, LivingScope } from '#shared/contract/exchange'
import type { Annotation, Article, Note } from '#shared/contract/records'
import { isUnder } from '#shared/domain/tag-path'
import type { Change, Records } from '#core/ports'
import { FORMATS } from '../formats'

/** Where a person is in an article: saved all the while, shown by no export, asked by no search. */
const WHILE_READING = new Set(['rev', 'updated', 'place', 'page', 'opened', 'progress'])

/** The articles whose references, tags, notes or highlights a commit changed, and what else it touched. */
export interface Touched {
  articles: Map<string, { before: Article | undefined; after: Article | undefined }>
  /** Only their notes or highlights. */
  attached: Set<string>
  lists: Set<string>
  smart: Set<string>
}

export function touchedBy(changes: readonly Change[]): Touched {
  const touched: Touched = { articles: new Map(), attached: new Set(), lists: new Set(), smart: new Set() }
  for (const { collection, id, before, after } of changes) {
    if (collection === 'articles') {
      const [was, is] = [before as Article | undefined, after as Article | undefined]
      if (isDifferent(was, is)) touched.articles.set(id, { before: was, after: is })
    } else if (collection === 'annotations' || collection === 'notes') {
      for (const record of [before, after] as (Annotation | Note | undefined)[])
        if (record?.article !== undefined) touched.attached.add(record.article)
    } else if (collection === 'lists') touched.lists.add(id)
    else if (collection === 'smart') touched.smart.add(id)
  }
  return touched
}

export function isAnything({ articles, attached, lists, smart }: Touched): boolean {
  return articles.size + attached.size + lists.size + smart.size > 0
}

function isDifferent(a: Article | undefined, b: Article | undefined): boolean {
  if (a === undefined || b === undefined) return true
  const [was, is] = [new Map(Object.entries(a)), new Map(Object.entries(b))]
  for (const field of new Set([...was.keys(), ...is.keys()]))
    if (!WHILE_READING.has(field) && JSON.stringify(was.get(field)) !== JSON.stringify(is.get(field)))
      return true
  return false
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
      return [...touched.articles.keys(), ...attached].some((id) => on.has(id))
    }
    case 'tag':
      return (
        [...touched.articles.values()].some(
          (c) => tagged(c.before, scope.tag) || tagged(c.after, scope.tag)
        ) || attached.some((id) => tagged(store.get('articles', id), scope.tag))
      )
    case 'smart':
      return isAnything(touched)
    case 'all':
      return touched.articles.size > 0 || attached.length > 0
  }
}
