/** `ledger`: what Carrel asked of the web. */
import { readArgs, UsageError } from '../args'
import type { Command } from '../command'

export const ledger: Command = {
  usage: 'ledger [--clear]',
  does: 'lists what Carrel asked of the web, newest first (at most 1,000 requests); --clear forgets it',
  prepare(args) {
    const { common, positionals, flag } = readArgs(args, { clear: { type: 'boolean' } })
    if (positionals.length > 0) throw new UsageError('ledger takes no arguments, only --clear.')
    return {
      common,
      async run(cx) {
        if (flag('clear')) {
          await cx.call['ledger.clear']({})
          await cx.answer({ cleared: true }, 'The ledger is empty.')
          return 0
        }
        const requests = await cx.call['ledger.list']({})
        if (requests.length === 0 && !cx.json) cx.say('Carrel has asked nothing of the web.')
        for (const r of requests)
          await cx.answer(
            r,
            [r.at, r.why, r.outcome, r.bytes, oneLine(r.url), oneLine(r.message ?? '')].join('\t').trimEnd()
          )
        return 0
      }
    }
  }
}

/** Addresses that could not be read may hold anything. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ')
}
