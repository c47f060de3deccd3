/** `verify`: reads every file of the library back. */
import { readArgs, UsageError } from '../args'
import type { Command } from '../command'

export const verify: Command = {
  usage: 'verify',
  does: 'reads every file of the library back and names what is wrong',
  prepare(args) {
    const { common, positionals } = readArgs(args, {})
    if (positionals.length > 0) throw new UsageError('verify takes no arguments.')
    return {
      common,
      async run(cx) {
        const found = await cx.call['library.verify']({})
        const problems = found.problems.map((p) => `${p.where}: ${p.what}`)
        const counts = `${found.articles} articles, ${found.annotations} highlights, ${found.notes} notes, ${found.lists} lists, ${found.assets} files`
        await cx.answer(
          found,
          found.ok ? `Sound: ${counts}.` : [`Not sound: ${counts}.`, ...problems].join('\n')
        )
        return found.ok ? 0 : 1
      }
    }
  }
}
