/** `backup` and `restore`: the whole library to and from one file. */
import { createReadStream } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { randomBytes } from 'node:crypto'
import type { BackupCounts, Comparison, RestoreWhat } from '#shared/contract/backup'
import { UPLOAD_PIECE } from '#shared/contract/capture'
import { readArgs, UsageError } from '../args'
import type { Command, CommandContext, CoreClient } from '../command'

function shown(counts: BackupCounts): string {
  return `${counts.articles} articles, ${counts.annotations} highlights, ${counts.notes} notes, ${counts.lists} lists`
}

/** Puts the made file at `path`, whole or not at all, over what stands there. */
async function receive(call: CoreClient, file: string, path: string): Promise<void> {
  const temporary = `${path}.${randomBytes(4).toString('hex')}.tmp`
  try {
    const out = await open(temporary, 'wx', 0o600)
    try {
      for (let from = 0; ;) {
        const { data } = await call['backup.read']({ file, from })
        const bytes = Buffer.from(data, 'base64')
        if (bytes.length === 0) break
        await out.writeFile(bytes)
        from += bytes.length
      }
      await out.sync()
    } finally {
      await out.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

export const backup: Command = {
  usage: 'backup FILE',
  does: 'writes the whole library, pages and images included, to one file (.tar.gz) and reads it back',
  prepare(args) {
    const { common, positionals } = readArgs(args, {})
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0) throw new UsageError('backup needs the name of one file.')
    return {
      common,
      async run(cx) {
        const made = await cx.call['backup.toFile']({})
        try {
          await receive(cx.call, made.file, resolve(file))
        } finally {
          await cx.call['backup.release']({ file: made.file })
        }
        for (const name of made.missing)
          cx.say(`Missing or damaged, and so not in the backup: assets/${name}`)
        const { bytes, counts, assets, missing } = made
        const answer = { ok: missing.length === 0, file: resolve(file), bytes, ...counts, assets, missing }
        await cx.answer(answer, `${file}: ${shown(counts)}, ${assets} files; read back and whole.`)
        return missing.length === 0 ? 0 : 1
      }
    }
  }
}

async function send(call: CoreClient, path: string): Promise<string> {
  const { upload } = await call['backup.begin']({ size: (await stat(path)).size })
  for await (const piece of createReadStream(path, { highWaterMark: UPLOAD_PIECE }) as AsyncIterable<Buffer>)
    await call['backup.piece']({ upload, data: piece.toString('base64') })
  return upload
}

function describe(c: Comparison): string {
  const row = (name: string, k: keyof Comparison['kinds']): string => {
    const { here, there, onlyHere, onlyThere, changed } = c.kinds[k]
    return `  ${name.padEnd(11)} here ${here}, in the backup ${there} (only here ${onlyHere}, only there ${onlyThere}, different ${changed})`
  }
  return [
    `Backup of ${c.made}${c.otherLibrary ? ', of another library' : ''}; latest change there ${c.latestThere ?? 'none'}, here ${c.latestHere ?? 'none'}.`,
    row('articles', 'articles'),
    row('highlights', 'annotations'),
    row('notes', 'notes'),
    row('tags', 'tags'),
    row('lists', 'lists')
  ].join('\n')
}

export const restore: Command = {
  usage: 'restore FILE [--missing | --article ID | --list ID] [--compare]',
  does: 'brings a backup file back: all of it (the library becomes what it was), or only what is missing, one article, one list; --compare only compares',
  prepare(args) {
    const { common, positionals, flag, one } = readArgs(args, {
      missing: { type: 'boolean' },
      article: { type: 'string' },
      list: { type: 'string' },
      compare: { type: 'boolean' }
    })
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0) throw new UsageError('restore needs the name of one file.')
    const [article, list, missing] = [one('article'), one('list'), flag('missing')]
    if ([article !== undefined, list !== undefined, missing].filter(Boolean).length > 1)
      throw new UsageError('restore takes one of --missing, --article and --list.')
    const what: RestoreWhat =
      article !== undefined
        ? { kind: 'article', id: article }
        : list !== undefined
          ? { kind: 'list', id: list }
          : { kind: missing ? 'missing' : 'all' }
    return {
      common,
      async run(cx) {
        const upload = await send(cx.call, resolve(file))
        try {
          await bringBack(cx, upload, what, flag('compare'))
        } finally {
          await cx.call['backup.release']({ file: upload })
        }
        return 0
      }
    }
  }
}

async function bringBack(
  cx: CommandContext,
  upload: string,
  what: RestoreWhat,
  compareOnly: boolean
): Promise<void> {
  const source = { kind: 'file', upload } as const
  const compared = await cx.call['backup.compare']({ source })
  if (compareOnly) {
    const { restorable: _named, ...counts } = compared
    await cx.answer({ ok: true, ...counts }, describe(compared))
    return
  }
  cx.say(describe(compared))
  const done = await cx.call['backup.restore']({ source, what })
  const lacking = done.missingFiles > 0 ? ` ${done.missingFiles} saved files it needs are nowhere.` : ''
  const styles = done.styles ? ` ${done.styles} citation styles of your own came back.` : ''
  const safety = done.safety === undefined ? '' : ` What was here before is in the backup ${done.safety}.`
  await cx.answer(
    { ok: done.missingFiles === 0, ...done },
    `${done.restored} records brought back, ${done.removed} taken away.${styles}${lacking}${safety}`
  )
}
