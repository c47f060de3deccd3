/** `list`: reading lists. */
import { readArgs, UsageError } from '../args'
import type { Command } from '../command'
import { articleIds, findList, needList } from '../resolve'

export const list: Command = {
  usage: 'list NAME [--create] [--add ARTICLE]… [--why TEXT] [--section S]',
  does: 'shows a reading list, makes it, puts articles on it',
  prepare(args) {
    const { common, positionals, flag, one, many } = readArgs(args, {
      create: { type: 'boolean' },
      add: { type: 'string', multiple: true },
      why: { type: 'string' },
      section: { type: 'string' }
    })
    const [name, more] = positionals
    if (name === undefined || name.trim() === '' || more !== undefined)
      throw new UsageError('list needs one name; put names with spaces in quotation marks.')
    const add = many('add')
    const why = one('why')
    const section = one('section')
    if (add.length === 0 && (why !== undefined || section !== undefined))
      throw new UsageError('--why and --section describe the articles named with --add.')
    return {
      common,
      async run(cx) {
        const articles = await articleIds(cx.call, add)
        let of = flag('create')
          ? ((await findList(cx.call, name)) ?? (await cx.call['lists.create']({ name })))
          : await needList(cx.call, name)
        if (articles.length > 0)
          of = await cx.call['lists.add']({
            id: of.id,
            articles,
            ...(why === undefined ? {} : { why }),
            ...(section === undefined ? {} : { section })
          })
        const lines = of.entries.map((e, i) => `${i + 1}. ${e.article}${e.why === '' ? '' : `  ${e.why}`}`)
        await cx.answer(of, [`${of.name} (${of.entries.length})`, ...lines].join('\n'))
        return 0
      }
    }
  }
}
