/** `articles`, `show`: what is in the library. */
import { articleMarkdown } from '#core/exchange/article-markdown'
import { CarrelError } from '#shared/contract/errors'
import type { Article } from '#shared/contract/records'
import { showDate } from '#shared/domain/dates'
import { showNames } from '#shared/domain/names'
import { readArgs, UsageError } from '../args'
import { articleAnswer, listNames, printArticles } from '../answers'
import type { Command, CommandContext } from '../command'
import { articleId } from '../resolve'

export const articles: Command = {
  usage: 'articles [--query Q]',
  does: 'lists the articles, newest first; with --query the ones found, best first',
  prepare(args) {
    const { common, positionals, one } = readArgs(args, { query: { type: 'string' } })
    if (positionals.length > 0)
      throw new UsageError(`articles takes no “${positionals[0]}”. To search: --query.`)
    const query = one('query')
    return {
      common,
      async run(cx) {
        await printArticles(cx, query === undefined ? await everything(cx) : await found(cx, query))
        return 0
      }
    }
  }
}

async function everything({ call }: CommandContext): Promise<string[]> {
  return (await call['articles.list']({ view: { kind: 'all' }, sort: 'added' })).ids
}

async function found({ call, searchReady }: CommandContext, query: string): Promise<string[]> {
  await searchReady()
  const { hits } = await call['search.query']({ query, limit: 200 })
  return [...new Set(hits.map((h) => h.id))]
}

const FORMS = ['text', 'html', 'md'] as const
type Form = (typeof FORMS)[number]

export const show: Command = {
  usage: 'show ID [--text|--html|--md]',
  does: 'shows one article: what is known of it, or its text',
  prepare(args) {
    const { common, positionals, flag } = readArgs(args, {
      text: { type: 'boolean' },
      html: { type: 'boolean' },
      md: { type: 'boolean' }
    })
    const [id, more] = positionals
    if (id === undefined || more !== undefined) throw new UsageError('show needs the id of one article.')
    const forms = FORMS.filter(flag)
    if (forms.length > 1) throw new UsageError('show takes one of --text, --html and --md.')
    const [form] = forms
    return {
      common,
      async run(cx) {
        const article = await cx.call['articles.get']({ id: await articleId(cx.call, id) })
        if (form === undefined) await describe(cx, article)
        else {
          const body = await bodyAs(cx, article, form)
          if (cx.json) await cx.answer({ id: article.id, title: article.title, [form]: body }, '')
          else await cx.raw(body.endsWith('\n') ? body : `${body}\n`)
        }
        return 0
      }
    }
  }
}

async function bodyAs({ call }: CommandContext, article: Article, form: Form): Promise<string> {
  const { id } = article
  if (article.snapshots.length === 0)
    throw new CarrelError('NOT_FOUND', `“${article.title}” is a bare reference: it has no saved text.`)
  if (form === 'text') return (await call['articles.text']({ id })).text
  const { html } = await call['articles.body']({ id })
  return form === 'html' ? html : articleMarkdown(html)
}

/** Everything but the bodies: the fields, the note and the highlights. */
async function describe(cx: CommandContext, article: Article): Promise<void> {
  const { call } = cx
  const { id } = article
  const lists = (await listNames(call)).get(id) ?? []
  const notes = await call['notes.list']({ article: id })
  const highlights = await call['annotations.list']({ article: id })
  const { type, container, publisher, volume, issue, pages, url, doi, isbn, abstract, lang, citekey } =
    article
  const fields = { type, container, publisher, volume, issue, pages, url, doi, isbn, abstract, lang, citekey }
  const object = {
    ...articleAnswer(article, lists),
    ...fields,
    starred: article.starred,
    progress: article.progress,
    added: article.created,
    trashed: article.trashed !== undefined,
    notes: notes.map((n) => ({ id: n.id, text: n.text })),
    highlights: highlights.map((h) => ({ id: h.id, quote: h.quote.exact, color: h.color, note: h.note }))
  }
  const lines = [
    article.title,
    [
      showNames(article.authors),
      article.issued === undefined ? '' : showDate(article.issued),
      container ?? ''
    ]
      .filter((x) => x !== '')
      .join(' · '),
    url ?? '',
    `${article.words} words · ${article.state} · ${citekey}`,
    article.tags.length === 0 ? '' : `Tags: ${article.tags.join(', ')}`,
    lists.length === 0 ? '' : `Lists: ${lists.join(', ')}`,
    ...notes.map((n) => `\n${n.text}`),
    ...highlights.map((h) => `\n[${h.color}] “${h.quote.exact}”${h.note === '' ? '' : `\n    ${h.note}`}`)
  ]
  await cx.answer(object, lines.filter((l) => l !== '').join('\n'))
}
