/** `note`, `tag`, `highlight`: what a person adds to articles. */
import { highlightColor } from '#shared/contract/records'
import { oneOf, readArgs, splitCommand, UsageError } from '../args'
import { printArticles } from '../answers'
import type { Command } from '../command'
import { articleId, articleIds } from '../resolve'

export const note: Command = {
  usage: 'note ARTICLE TEXT [--replace]',
  does: 'adds a paragraph to the article’s note; with --replace writes it anew',
  prepare(args) {
    const { common, positionals, flag } = readArgs(args, { replace: { type: 'boolean' } })
    const [given, ...words] = positionals
    const text = words.join(' ')
    if (given === undefined || text.trim() === '') throw new UsageError('note needs an article and a text.')
    return {
      common,
      async run(cx) {
        const article = await articleId(cx.call, given)
        const [before] = await cx.call['notes.list']({ article })
        const whole =
          before === undefined || before.text === '' || flag('replace') ? text : `${before.text}\n\n${text}`
        const saved = await cx.call['notes.save']({ article, text: whole })
        await cx.answer(saved, saved.text)
        return 0
      }
    }
  }
}

export const tag: Command = {
  usage: 'tag ARTICLE… +T -T',
  does: 'puts tags on articles (+) and takes them off (-)',
  prepare(args) {
    // `-T` is a tag here, so this command reads its arguments itself; the common options still work.
    const add: string[] = []
    const remove: string[] = []
    const given: string[] = []
    const common = {}
    for (let i = 0; i < args.length; i++) {
      const arg = args[i] ?? ''
      if (arg === '--json' || arg.startsWith('--library')) {
        const takesNext = arg === '--library'
        Object.assign(common, splitCommand(args.slice(i, i + (takesNext ? 2 : 1))).common)
        if (takesNext) i++
      } else if (arg.startsWith('--')) throw new UsageError(`tag has no option ${arg}.`)
      else if (arg.startsWith('+')) add.push(arg.slice(1))
      else if (arg.startsWith('-')) remove.push(arg.slice(1))
      else given.push(arg)
    }
    if (given.length === 0) throw new UsageError('tag needs at least one article.')
    if (add.length + remove.length === 0)
      throw new UsageError('tag needs +TAG to put on or -TAG to take off.')
    if ([...add, ...remove].some((t) => t.trim() === ''))
      throw new UsageError('A tag needs a name after + or -.')
    return {
      common,
      async run(cx) {
        const ids = await articleIds(cx.call, given)
        await cx.call['tags.apply']({ articles: ids, add, remove })
        await printArticles(cx, ids)
        return 0
      }
    }
  }
}

export const highlight: Command = {
  usage: 'highlight ARTICLE --quote TEXT [--color amber|green|blue|rose] [--note TEXT]',
  does: 'highlights a passage of the article’s text, found by its words',
  prepare(args) {
    const { common, positionals, one } = readArgs(args, {
      quote: { type: 'string' },
      color: { type: 'string' },
      note: { type: 'string' }
    })
    const [given, more] = positionals
    if (given === undefined || more !== undefined) throw new UsageError('highlight needs one article.')
    const exact = one('quote')
    if (exact === undefined || exact.trim() === '')
      throw new UsageError('highlight needs --quote with the words.')
    const color = one('color')
    const of = color === undefined ? undefined : oneOf(color, '--color', highlightColor.options)
    const text = one('note')
    return {
      common,
      async run(cx) {
        const made = await cx.call['annotations.createFromQuote']({
          article: await articleId(cx.call, given),
          exact,
          ...(of === undefined ? {} : { color: of }),
          ...(text === undefined ? {} : { note: text })
        })
        await cx.answer(made, `[${made.color}] “${made.quote.exact}”`)
        return 0
      }
    }
  }
}
