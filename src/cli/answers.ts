/** The shapes that commands print about articles. */
import type { Summary } from '#shared/contract/articles'
import { showDate } from '#shared/domain/dates'
import { showName, showNames } from '#shared/domain/names'
import type { CommandContext, CoreClient } from './command'

export interface ArticleAnswer {
  id: string
  title: string
  authors: string[]
  /** EDTF, or null when the article has no date. */
  issued: string | null
  tags: string[]
  lists: string[]
  state: string
  words: number
}

/** How many summaries are asked for at once: the contract's limit. */
const AT_ONCE = 1000

/** The names of the lists that each article stands on. */
export async function listNames(call: CoreClient): Promise<Map<string, string[]>> {
  const names = new Map<string, string[]>()
  for (const { id } of await call['lists.list']({})) {
    const list = await call['lists.get']({ id })
    for (const { article } of list.entries) {
      const of = names.get(article)
      if (of) of.push(list.name)
      else names.set(article, [list.name])
    }
  }
  return names
}

export function articleAnswer(
  s: Pick<Summary, keyof ArticleAnswer & keyof Summary>,
  lists: readonly string[]
): ArticleAnswer {
  return {
    id: s.id,
    title: s.title,
    authors: s.authors.map(showName),
    issued: s.issued ?? null,
    tags: [...s.tags],
    lists: [...lists],
    state: s.state,
    words: s.words
  }
}

function plainLine(s: Summary): string {
  const by = [showNames(s.authors), s.issued === undefined ? '' : showDate(s.issued)].filter((x) => x !== '')
  return `${s.id}  ${s.title}${by.length > 0 ? ` — ${by.join(', ')}` : ''}`
}

/** Prints articles in the order of `ids`, one a line. */
export async function printArticles(cx: CommandContext, ids: readonly string[]): Promise<void> {
  const lists = cx.json ? await listNames(cx.call) : new Map<string, string[]>()
  for (let i = 0; i < ids.length; i += AT_ONCE)
    for (const s of await cx.call['articles.summaries']({ ids: ids.slice(i, i + AT_ONCE) }))
      await cx.answer(articleAnswer(s, lists.get(s.id) ?? []), plainLine(s))
}
