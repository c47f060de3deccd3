/** `add`: files, folders, addresses and standard input into the library, a receipt for each. */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { CaptureItem, CaptureResult } from '#shared/contract/capture'
import { UPLOAD_PIECE } from '#shared/contract/capture'
import { CarrelError } from '#shared/contract/errors'
import { oneOf, readArgs, UsageError } from '../args'
import type { Command, CommandContext, CoreClient, Exit } from '../command'
import { companionsOf, inputsOf, type Input } from '../inputs'
import { bytesOf } from '../lines'
import { needList } from '../resolve'

const TYPES = ['html', 'md', 'txt', 'mhtml', 'epub', 'docx', 'odt', 'pdf'] as const
/** Inputs handed over together, so that workers are busy and memory is not: whichever is reached first. */
const BATCH_COUNT = 16
const BATCH_BYTES = 32 << 20

export type Receipt = Omit<CaptureResult, 'receipt'>

async function upload(call: CoreClient, bytes: Uint8Array): Promise<string> {
  const { upload: handle } = await call['capture.begin']({ size: bytes.length })
  for (let from = 0; from < bytes.length; from += UPLOAD_PIECE) {
    const data = Buffer.from(bytes.subarray(from, from + UPLOAD_PIECE)).toString('base64')
    await call['capture.piece']({ upload: handle, data })
  }
  return handle
}

/** The name decides how a file is read, so a type that was asked for is written onto it. */
function nameFor(name: string, type: string | undefined): string {
  return type === undefined ? name : `${name.replace(/\.[A-Za-z0-9]{1,12}$/, '')}.${type}`
}

async function itemOf(
  cx: CommandContext,
  input: Input,
  type: string | undefined
): Promise<{ item: CaptureItem; size: number }> {
  if (input.kind === 'url') return { item: { kind: 'url', url: input.input }, size: 0 }
  if (input.kind === 'stdin') {
    const bytes = await bytesOf(cx.stdin)
    const item: CaptureItem = {
      kind: 'file',
      name: nameFor('standard input', type),
      upload: await upload(cx.call, bytes),
      companions: []
    }
    return { item, size: bytes.length }
  }
  const bytes = await readFile(input.path)
  let size = bytes.length
  const { companions, left } = await companionsOf(input.path)
  if (left > 0)
    cx.say(`${input.input}: ${left} files of its folder are beyond the limit and were not looked at.`)
  const uploads = []
  for (const companion of companions) {
    const part = await companion.bytes()
    size += part.length
    uploads.push({ name: companion.name, upload: await upload(cx.call, part) })
  }
  const name = nameFor(basename(input.path), type)
  return { item: { kind: 'file', name, upload: await upload(cx.call, bytes), companions: uploads }, size }
}

function failure(input: string, error: unknown): Receipt {
  if (error instanceof CarrelError && error.code !== 'READ_ONLY' && error.code !== 'NOT_SAVED')
    return { input, status: 'failed', missing: [], message: error.message }
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const why = new Map<unknown, string>([
    ['ENOENT', 'There is no such file or folder.'],
    ['EACCES', 'It may not be read.'],
    ['EPERM', 'It may not be read.'],
    ['EISDIR', 'It is a folder.']
  ]).get(code)
  // Anything else is not about this input: the run cannot go on.
  if (why === undefined) throw error
  return { input, status: 'failed', missing: [], message: why }
}

class Adder {
  failed = false
  readonly #cx: CommandContext
  readonly #how: { tags?: string[]; list?: string }
  #waiting: { input: string; item: CaptureItem }[] = []
  #size = 0

  constructor(cx: CommandContext, how: { tags?: string[]; list?: string }) {
    this.#cx = cx
    this.#how = how
  }

  async add(input: string, item: CaptureItem, size: number): Promise<void> {
    this.#waiting.push({ input, item })
    this.#size += size
    if (this.#waiting.length >= BATCH_COUNT || this.#size >= BATCH_BYTES) await this.flush()
  }

  async flush(): Promise<void> {
    const batch = this.#waiting
    this.#waiting = []
    this.#size = 0
    if (batch.length === 0) return
    const results = await this.#cx.call['capture.add']({ items: batch.map((b) => b.item), ...this.#how })
    for (const [i, result] of results.entries()) {
      const { receipt: _receipt, ...short } = result
      await this.print({ ...short, input: batch[i]?.input ?? result.input })
    }
  }

  async print(r: Receipt): Promise<void> {
    if (r.status === 'failed') {
      this.failed = true
      this.#cx.say(`${r.input}: ${r.message ?? 'It could not be added.'}`)
    }
    const words = r.words === undefined ? '' : ` (${r.words} words)`
    const missing = r.missing.length === 0 ? '' : `\n    not kept: ${r.missing.join('; ')}`
    await this.#cx.answer(r, `${r.status.padEnd(9)} ${r.title ?? r.input}${words}${missing}`)
  }
}

export const add: Command = {
  usage: 'add FILE|FOLDER|URL|- … [--tag T]… [--list L] [--type html|md|txt|mhtml|epub|docx|odt|pdf]',
  does: 'adds saved pages, PDF, EPUB and Word files, images, texts, whole folders, addresses, or standard input (-)',
  prepare(args) {
    const { common, positionals, one, many } = readArgs(args, {
      tag: { type: 'string', multiple: true },
      list: { type: 'string' },
      type: { type: 'string' }
    })
    if (positionals.length === 0) throw new UsageError('add needs at least one file, folder, address or -.')
    const given = one('type')
    const type = given === undefined ? undefined : oneOf(given, '--type', TYPES)
    const tags = many('tag')
    const list = one('list')
    return {
      common,
      async run(cx): Promise<Exit> {
        const on = list === undefined ? undefined : (await needList(cx.call, list)).id
        const adder = new Adder(cx, {
          ...(tags.length === 0 ? {} : { tags }),
          ...(on === undefined ? {} : { list: on })
        })
        const others: string[] = []
        for (const argument of positionals)
          try {
            for await (const input of inputsOf(argument, (path) => others.push(path)))
              try {
                const { item, size } = await itemOf(cx, input, type)
                await adder.add(input.input, item, size)
              } catch (error) {
                await adder.print(failure(input.input, error))
              }
          } catch (error) {
            await adder.print(failure(argument, error))
          }
        await adder.flush()
        if (others.length > 0)
          cx.say(
            `${others.length} ${others.length === 1 ? 'file' : 'files'} of other kinds passed over: ${others.slice(0, 5).join(', ')}${others.length > 5 ? ' …' : ''}`
          )
        return adder.failed ? 1 : 0
      }
    }
  }
}
