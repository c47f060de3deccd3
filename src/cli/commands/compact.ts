/** `compact`: tidies the library's files. */
import { readArgs, UsageError } from '../args'
import type { Command } from '../command'

export const compact: Command = {
  usage: 'compact',
  does: 'tidies the library’s files; what nothing refers to waits 30 days in its trash folder',
  prepare(args) {
    const { common, positionals } = readArgs(args, {})
    if (positionals.length > 0) throw new UsageError('compact takes no arguments.')
    return {
      common,
      async run(cx) {
        const done = await cx.call['library.compact']({})
        const plain = `Tidied up: ${done.moved} unneeded files put aside, ${done.returned} brought back, ${done.removed} removed after 30 days.`
        await cx.answer({ ok: true, ...done }, [plain, ...(done.spared ? [done.spared] : [])].join('\n'))
        return 0
      }
    }
  }
}
