/** `search`: one query from the arguments, or one a line from standard input. */
import { CarrelError } from '#shared/contract/errors'
import { USUAL_HITS, searchSort, type Hit, type SearchSort } from '#shared/contract/search'
import { readArgs, UsageError, wholeNumber } from '../args'
import type { Command, CommandContext } from '../command'
import { linesOf } from '../lines'

/** The passage with what matched between « ». */
function lit(h: Hit): string {
  let out = ''
  let from = 0
  for (const [start, end] of [...h.ranges].sort((a, b) => a[0] - b[0])) {
    if (start < from) continue
    out += `${h.text.slice(from, start)}«${h.text.slice(start, end)}»`
    from = end
  }
  return out + h.text.slice(from)
}

type Answer = Awaited<ReturnType<CommandContext['call']['search.query']>>
const NOTHING: Answer = { hits: [], ms: 0, complete: true, notes: [], parts: [] }

/** What the search page shows for it: spaces around it do not count, and an empty box shows nothing. */
async function ask(cx: CommandContext, typed: string, limit: number, sort: SearchSort): Promise<Answer> {
  const query = typed.trim()
  return query === '' ? NOTHING : cx.call['search.query']({ query, limit, sort })
}

export const search: Command = {
  usage: 'search QUERY [--limit N] [--sort relevance|date|state] · search --stdin [--limit N] [--sort …]',
  does: 'finds passages, best first (words, "phrase", -not, author: title: tag: list: note: text: type: lang: year:2010..2015 added:<30d is:unread has:note color:amber); with --stdin one query a line, one answer a line',
  prepare(args) {
    const { common, positionals, flag, one } = readArgs(args, {
      limit: { type: 'string' },
      sort: { type: 'string' },
      stdin: { type: 'boolean' }
    })
    const limit = wholeNumber(one('limit') ?? String(USUAL_HITS), '--limit', 1, 200)
    const sort = searchSort.safeParse(one('sort') ?? 'relevance').data
    if (sort === undefined) throw new UsageError(`--sort is one of ${searchSort.options.join(', ')}.`)
    const query = positionals.join(' ')
    const stdin = flag('stdin')
    if (stdin && query !== '') throw new UsageError('search takes a query or --stdin, not both.')
    if (!stdin && query.trim() === '') throw new UsageError('search needs something to look for.')
    return {
      common,
      async run(cx) {
        await cx.searchReady()
        if (!stdin) {
          const { hits, notes } = await ask(cx, query, limit, sort)
          for (const sentence of notes) cx.say(sentence)
          for (const h of hits) await cx.answer(h, `${h.id}  ${h.title}\n    ${h.field}: ${lit(h)}`)
          return 0
        }
        let refused = 0
        // This is a conversation between programs: one line of JSON an answer, asked for or not.
        for await (const line of linesOf(cx.stdin)) {
          let answer: object
          try {
            answer = await ask(cx, line, limit, sort)
          } catch (error) {
            if (!(error instanceof CarrelError && error.code === 'BAD_INPUT')) throw error
            // A query that is refused (far too long) has its answer like every other; the next ones run.
            answer = { hits: [], error: error.message }
            refused++
          }
          await cx.raw(`${JSON.stringify({ query: line, ...answer })}\n`)
        }
        return refused > 0 ? 1 : 0
      }
    }
  }
}
