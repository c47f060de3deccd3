/** `export`: a list, a selection or everything, for other programs. */
import { realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import { CarrelError } from '#shared/contract/errors'
import { styleId } from '#shared/contract/citation'
import {
  BINARY_FORMATS,
  exportFormat,
  exportOrder,
  type ExportFormat,
  type ExportOptions,
  type ExportOrder,
  type ExportScope,
  type LivingScope
} from '#shared/contract/exchange'
import { sameJson } from '#shared/domain/same-json'
import { rememberWritten, writeUnlessEdited } from '#core/exchange/write-unless-edited'
import { readArgs, UsageError } from '../args'
import type { Command, CommandContext } from '../command'
import { articleIds, needList } from '../resolve'

/** Short names, which are also the endings of files. */
const SHORT = new Map<string, ExportFormat>([
  ['md', 'markdown'],
  ['htm', 'html'],
  ['bib', 'biblatex'],
  ['json', 'csl-json'],
  ['txt', 'text']
])
const PARTS = ['why', 'notes', 'highlights', 'tags', 'text'] as const

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
    tags: named.includes('tags'),
    text: named.includes('text')
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
    'export (--list L|--tag T|--filter NAME|--all|ARTICLE…) --format F [--style S] [--order list|author|year|added] [-o FILE] [--force] [--keep] [--include why,notes,highlights,tags,text] [--locale de-DE]',
  does: `writes a bibliography; F: ${exportFormat.options.join(', ')}; S: a CSL style, as apa`,
  prepare(args) {
    const { common, positionals, flag, one } = readArgs(args, {
      list: { type: 'string' },
      all: { type: 'boolean' },
      tag: { type: 'string' },
      filter: { type: 'string' },
      force: { type: 'boolean' },
      keep: { type: 'boolean' },
      format: { type: 'string', short: 'f' },
      style: { type: 'string' },
      locale: { type: 'string' },
      order: { type: 'string' },
      output: { type: 'string', short: 'o' },
      include: { type: 'string' }
    })
    const named = { list: one('list'), tag: one('tag'), filter: one('filter') }
    const ways = [...Object.values(named), flag('all') || undefined, positionals[0]]
    if (ways.filter((way) => way !== undefined).length !== 1)
      throw new UsageError(
        'export needs one of --list NAME, --tag TAG, --filter NAME, --all, or the ids of articles.'
      )
    const force = flag('force')
    const file = one('output')
    const format = readFormat(one('format'), file)
    if (file === undefined && BINARY_FORMATS.has(format))
      throw new UsageError(`${format} is not text: name a file for it with -o.`)
    const keep = flag('keep')
    if (keep && (file === undefined || positionals[0] !== undefined))
      throw new UsageError(
        '--keep needs a file (-o) and a list, tag, filter or --all: those change by themselves.'
      )
    const include = readInclude(one('include'))
    const style = readStyle(one('style'))
    const order = readOrder(one('order'))
    const locale = one('locale')
    return {
      common,
      async run(cx) {
        const scope = await scopeOf(cx, named, positionals)
        const options = {
          format,
          ...(include === undefined ? {} : { include }),
          ...(style === undefined ? {} : { style }),
          ...(order === undefined ? {} : { order }),
          ...(locale === undefined ? {} : { locale })
        }
        const made = await cx.call['exchange.export']({ scope, ...options })
        for (const warning of made.warnings) cx.say(warning)
        if (file === undefined) {
          await cx.raw(made.text)
          return 0
        }
        const bytes =
          made.bytes === undefined ? new TextEncoder().encode(made.text) : Buffer.from(made.bytes, 'base64')
        const path = resolve(file)
        const written = await write(cx, path, bytes, force)
        if (keep && scope.kind !== 'articles') await keepUp(cx, { scope, options, path })
        const answer = { file: path, entries: made.entries, bytes: bytes.length, warnings: made.warnings }
        const count = `${made.entries} ${made.entries === 1 ? 'entry' : 'entries'}`
        await cx.answer(answer, `${file}: ${count}, ${bytes.length} bytes${written ? '' : ' (unchanged)'}`)
        return 0
      }
    }
  }
}

interface Named {
  list: string | undefined
  tag: string | undefined
  filter: string | undefined
}

async function scopeOf(cx: CommandContext, named: Named, given: string[]): Promise<ExportScope> {
  const { list, tag, filter } = named
  if (list !== undefined) return { kind: 'list', list: (await needList(cx.call, list)).id }
  if (tag !== undefined) return { kind: 'tag', tag }
  if (filter !== undefined) {
    const saved = (await cx.call['smart.list']({})).find(
      (s) => s.id === filter || s.name.toLowerCase() === filter.toLowerCase()
    )
    if (saved === undefined) throw new CarrelError('NOT_FOUND', `There is no filter named “${filter}”.`)
    return { kind: 'smart', smart: saved.id }
  }
  return given.length > 0 ? { kind: 'articles', ids: await articleIds(cx.call, given) } : { kind: 'all' }
}

/** A file that is kept already is kept as it is said now, so that a build may say it each time. */
async function keepUp(
  { call }: CommandContext,
  now: { scope: LivingScope; options: ExportOptions; path: string }
): Promise<void> {
  const real = await realpath(now.path)
  const before = (await call['keep.list']({})).files.find((f) => f.path === real)
  if (before && sameJson([before.scope, before.options], [now.scope, now.options])) return
  if (before) await call['keep.remove']({ id: before.id })
  await call['keep.add']({ ...now, replace: true })
}

/**
 * Throws CONFLICT when the file is not as an export left it last time, unless forced: somebody's own words may be in it.
 */
async function write(
  { call }: CommandContext,
  path: string,
  bytes: Uint8Array,
  force: boolean
): Promise<boolean> {
  const { written } = await call['settings.all']({})
  const last = new Map(Object.entries(written)).get(path)
  const ours = force || last === undefined ? 'any' : new Set([last])
  const made = await writeUnlessEdited(path, bytes, ours).catch((error: unknown) => {
    if (error instanceof CarrelError && error.code === 'CONFLICT')
      throw new CarrelError('CONFLICT', `${error.message} To write over it: --force; or name another file.`)
    throw error
  })
  if (last !== made.hash)
    await call['settings.set']({ name: 'written', value: rememberWritten(written, path, made.hash) })
  return made.written
}
