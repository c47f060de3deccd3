/** `export`: a list, a selection or everything, for other programs. */
import { resolve } from 'node:path'
import { styleId } from '#shared/contract/citation'
import {
  BINARY_FORMATS,
  exportFormat,
  exportOrder,
  type ExportFormat,
  type ExportOrder,
  type ExportScope
} from '#shared/contract/exchange'
import { readArgs, UsageError } from '../args'
import type { Command, CommandContext } from '../command'
import { articleIds, needList } from '../resolve'
import { writeFileWhole } from '../write-file'

/** Short names, which are also the endings of files. */
const SHORT = new Map<string, ExportFormat>([
  ['md', 'markdown'],
  ['htm', 'html'],
  ['bib', 'biblatex'],
  ['json', 'csl-json'],
  ['txt', 'text']
])
const PARTS = ['why', 'notes', 'highlights', 'tags'] as const

function readFormat(given: string | undefined, file: string | undefined): ExportFormat {
  const ending = file === undefined ? undefined : /\.([A-Za-z]+)$/.exec(file)?.[1]?.toLowerCase()
  const name = given ?? ending
  const format =
    exportFormat.options.find((f) => f === name) ?? (name === undefined ? undefined : SHORT.get(name))
  if (format === undefined)
    throw new UsageError(`export needs --format, one of ${exportFormat.options.join(', ')}.`)
  return format
}

/** `why,notes` → what to put in; `none` leaves the references alone. */
function readInclude(given: string | undefined): Record<(typeof PARTS)[number], boolean> | undefined {
  if (given === undefined) return undefined
  const named =
    given === 'none' ? [] : given.split(',').map((p) => (p.trim() === 'quotes' ? 'highlights' : p.trim()))
  const unknown = named.find((p) => !PARTS.some((known) => known === p))
  if (unknown !== undefined)
    throw new UsageError(
      `--include takes ${PARTS.join(', ')} (with commas between) or none, not “${unknown}”.`
    )
  return {
    why: named.includes('why'),
    notes: named.includes('notes'),
    highlights: named.includes('highlights'),
    tags: named.includes('tags')
  }
}

function readStyle(given: string | undefined): string | undefined {
  if (given !== undefined && !styleId.safeParse(given).success)
    throw new UsageError(`--style takes the short name of a citation style, as apa or ieee, not “${given}”.`)
  return given
}

function readOrder(given: string | undefined): ExportOrder | undefined {
  if (given === undefined) return undefined
  const order = exportOrder.options.find((o) => o === given)
  if (order === undefined)
    throw new UsageError(`--order takes ${exportOrder.options.join(', ')}, not “${given}”.`)
  return order
}

export const exportArticles: Command = {
  usage:
    'export (--list L|--all|ARTICLE…) --format F [--style S] [--order list|author|year] [-o FILE] [--include why,notes,highlights,tags] [--locale de-DE]',
  does: `writes a bibliography; F: ${exportFormat.options.join(', ')}; S: a CSL style, as apa`,
  prepare(args) {
    const { common, positionals, flag, one } = readArgs(args, {
      list: { type: 'string' },
      all: { type: 'boolean' },
      format: { type: 'string', short: 'f' },
      style: { type: 'string' },
      locale: { type: 'string' },
      order: { type: 'string' },
      output: { type: 'string', short: 'o' },
      include: { type: 'string' }
    })
    const list = one('list')
    const ways = [list !== undefined, flag('all'), positionals.length > 0].filter(Boolean).length
    if (ways !== 1) throw new UsageError('export needs one of --list NAME, --all, or the ids of articles.')
    const file = one('output')
    const format = readFormat(one('format'), file)
    if (file === undefined && BINARY_FORMATS.has(format))
      throw new UsageError(`${format} is not text: name a file for it with -o.`)
    const include = readInclude(one('include'))
    const style = readStyle(one('style'))
    const order = readOrder(one('order'))
    const locale = one('locale')
    return {
      common,
      async run(cx) {
        const scope = await scopeOf(cx, list, positionals)
        const made = await cx.call['exchange.export']({
          scope,
          format,
          ...(include === undefined ? {} : { include }),
          ...(style === undefined ? {} : { style }),
          ...(order === undefined ? {} : { order }),
          ...(locale === undefined ? {} : { locale })
        })
        for (const warning of made.warnings) cx.say(warning)
        if (file === undefined) {
          await cx.raw(made.text)
          return 0
        }
        const bytes =
          made.bytes === undefined ? new TextEncoder().encode(made.text) : Buffer.from(made.bytes, 'base64')
        const path = resolve(file)
        const written = await writeFileWhole(path, bytes)
        const answer = { file: path, entries: made.entries, bytes: bytes.length, warnings: made.warnings }
        const count = `${made.entries} ${made.entries === 1 ? 'entry' : 'entries'}`
        await cx.answer(answer, `${file}: ${count}, ${bytes.length} bytes${written ? '' : ' (unchanged)'}`)
        return 0
      }
    }
  }
}

async function scopeOf(cx: CommandContext, list: string | undefined, given: string[]): Promise<ExportScope> {
  if (list !== undefined) return { kind: 'list', list: (await needList(cx.call, list)).id }
  return given.length > 0 ? { kind: 'articles', ids: await articleIds(cx.call, given) } : { kind: 'all' }
}
