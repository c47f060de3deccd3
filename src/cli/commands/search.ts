/** `search`: one query from the arguments, or one a line from standard input. */
import { USUAL_HITS, type Hit } from '#shared/contract/search'
import { readArgs, UsageError, wholeNumber } from '../args'
import type { Command, CommandContext } from '../command'
import { linesOf } from '../lines'

interface HitAnswer {
  id: string
  title: string
  field: Hit['field']
  /** The note or highlight that was hit. */
  target?: string
  paragraph?: number
  text: string
  ranges: [number, number][]
  score: number
}

function hitAnswer(h: Hit): HitAnswer {
  return {
    id: h.id,
    title: h.title,
    field: h.field,
    ...(h.target === undefined ? {} : { target: h.target }),
    ...(h.paragraph === undefined ? {} : { paragraph: h.paragraph }),
    text: h.text,
    ranges: h.ranges,
    score: h.score
  }
}

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

async function ask(
  cx: CommandContext,
  query: string,
  limit: number
): Promise<{ hits: Hit[]; ms: number; notes: string[] }> {
  return cx.call['search.query']({ query, limit })
}

export const search: Command = {
  usage: 'search QUERY [--limit N] · search --stdin [--limit N]',
  does: 'finds passages, best first (words, "phrase", -not, author: title: tag: list: note: text: type: lang: year:2010..2015 added:<30d is:unread has:note color:amber); with --stdin one query a line, one answer a line',
  prepare(args) {
    const { common, positionals, flag, one } = readArgs(args, {
      limit: { type: 'string' },
      stdin: { type: 'boolean' }
    })
    const limit = wholeNumber(one('limit') ?? String(USUAL_HITS), '--limit', 1, 200)
    const query = positionals.join(' ')
    const stdin = flag('stdin')
    if (stdin && query !== '') throw new UsageError('search takes a query or --stdin, not both.')
    if (!stdin && query.trim() === '') throw new UsageError('search needs something to look for.')
    return {
      common,
      async run(cx) {
        await cx.searchReady()
        if (!stdin) {
          const { hits, notes } = await ask(cx, query, limit)
          for (const sentence of notes) cx.say(sentence)
          for (const h of hits)
            await cx.answer(hitAnswer(h), `${h.id}  ${h.title}\n    ${h.field}: ${lit(h)}`)
          return 0
        }
        for await (const line of linesOf(cx.stdin)) {
          const { hits, ms, notes } = await ask(cx, line, limit)
          const said = notes.length > 0 ? { notes } : {}
          // This is a conversation between programs: one line of JSON an answer, asked for or not.
          await cx.raw(`${JSON.stringify({ query: line, ms, hits: hits.map(hitAnswer), ...said })}\n`)
        }
        return 0
      }
    }
  }
}
