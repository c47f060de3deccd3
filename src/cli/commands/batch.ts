/** `batch`: one command a line in, one answer a line out, in one process. */
import { CarrelError } from '#shared/contract/errors'
import { z } from 'zod'
import { readArgs, splitCommand, UsageError } from '../args'
import type { Command, CommandContext, Exit } from '../command'
import { linesOf } from '../lines'

const commandLine = z.array(z.string()).min(1)

/** Built over the other commands, which it runs by name. */
export function createBatch(commands: ReadonlyMap<string, Command>): Command {
  return {
    usage: 'batch',
    does: 'runs commands from standard input, one JSON array of arguments a line, and answers each with a line',
    prepare(args) {
      const { common, positionals } = readArgs(args, {})
      if (positionals.length > 0) throw new UsageError('batch takes its commands from standard input.')
      return {
        common,
        async run(cx) {
          let worst: Exit = 0
          for await (const line of linesOf(cx.stdin)) {
            if (line.trim() === '') continue
            const { text, exit } = await answerLine(commands, cx, line)
            // Written only now, when what the command did is on disk.
            await cx.raw(`${text}\n`)
            if (exit !== 0) worst = 1
          }
          return worst
        }
      }
    }
  }
}

async function answerLine(
  commands: ReadonlyMap<string, Command>,
  cx: CommandContext,
  line: string
): Promise<{ text: string; exit: Exit }> {
  const answers: object[] = []
  let printed = ''
  const own: CommandContext = {
    ...cx,
    json: true,
    answer: async (object) => void answers.push(object),
    raw: async (text) => void (printed += text),
    stdin: nothing()
  }
  try {
    const exit = await runLine(commands, own, line)
    if (printed !== '') answers.push({ text: printed })
    // One answer a line: a command that prints several objects answers with all of them.
    const [only] = answers
    return { text: JSON.stringify(answers.length === 1 ? only : { answers }), exit }
  } catch (error) {
    const { code, message } = reason(error)
    return { text: JSON.stringify({ error: { code, message } }), exit: 1 }
  }
}

async function runLine(
  commands: ReadonlyMap<string, Command>,
  cx: CommandContext,
  line: string
): Promise<Exit> {
  let args: string[]
  try {
    args = commandLine.parse(JSON.parse(line))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError)
      throw new UsageError('Each line must be a JSON array of strings: ["note","ID","text"].')
    throw error
  }
  const { name, rest, common } = splitCommand(args)
  const command = commands.get(name ?? '')
  if (command === undefined) throw new UsageError(`There is no command “${name ?? ''}” for batch.`)
  const prepared = command.prepare(rest)
  if (common.library !== undefined || prepared.common.library !== undefined)
    throw new UsageError('batch works on one library: --library stands before batch.')
  if (!('run' in prepared)) throw new UsageError(`${name ?? ''} cannot be run by batch.`)
  return prepared.run(cx)
}

function reason(error: unknown): { code: string; message: string } {
  if (error instanceof UsageError) return { code: 'USAGE', message: error.message }
  if (error instanceof CarrelError) return { code: error.code, message: error.message }
  // A file that cannot be read or written is this line's trouble; a mistake of ours ends the run.
  if (error instanceof Error && 'code' in error && typeof error.code === 'string')
    return { code: error.code, message: error.message }
  throw error
}

async function* nothing(): AsyncGenerator<string> {
  // Standard input holds the commands; none of them may read it.
}
