/** `lookup`: details of articles from doi.org, arXiv or Open Library, compared and, when told, taken over. */
import { LOOKUP_MOST } from '#shared/contract/lookup'
import { foundFields, pickFields } from '#shared/domain/found-fields'
import { readArgs, UsageError } from '../args'
import type { Command } from '../command'
import { articleId } from '../resolve'

export const lookup: Command = {
  usage: 'lookup ID… [--apply]',
  does: 'asks doi.org, arXiv or Open Library for details and shows what differs; --apply takes over what you did not set yourself',
  prepare(args) {
    const { common, positionals, flag } = readArgs(args, { apply: { type: 'boolean' } })
    if (positionals.length === 0) throw new UsageError('lookup needs the id of an article.')
    if (positionals.length > LOOKUP_MOST)
      throw new UsageError(`lookup takes at most ${LOOKUP_MOST} articles at once.`)
    return {
      common,
      async run(cx) {
        const ids = await Promise.all(positionals.map((id) => articleId(cx.call, id)))
        for (const { ask } of await cx.call['lookup.plan']({ ids }))
          if (ask) cx.say(`Asking ${ask.host} for ${ask.value}`)
        const changes = []
        let failed = false
        for (const { article: id, fields, source, problem } of await cx.call['lookup.ask']({ ids })) {
          const article = await cx.call['articles.get']({ id })
          if (fields === undefined || source === undefined) {
            failed = true
            cx.say(`${article.title}: ${problem ?? ''}`)
            continue
          }
          const { differing } = foundFields(article, fields)
          for (const { field, ours, found, likely } of differing)
            await cx.answer(
              { id, field, ours, found, likely, source },
              [id, field, oneLine(ours), oneLine(found), source].join('\t')
            )
          const likely = new Set(differing.filter((f) => f.likely).map((f) => f.field))
          if (likely.size > 0) changes.push({ article: id, fields: pickFields(fields, likely), source })
        }
        if (flag('apply') && changes.length > 0) {
          const { changed } = await cx.call['lookup.apply']({ changes })
          cx.say(`Took over details of ${changed} of ${ids.length}.`)
        }
        return failed ? 1 : 0
      }
    }
  }
}

/** A tab or a line break in a field must not make another field of it. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}
