/** One run of the command line, from its arguments to its exit code. */
import { CarrelError } from '#shared/contract/errors'
import { splitCommand, UsageError, type Common } from './args'
import type { CommandContext, Exit, OpenLibrary, Prepared, Standalone, Terminal } from './command'
import { commands } from './commands/commands'

export interface Program {
  version: string
  /** The library to use when none is named. */
  defaultLibrary(): string
  /** Throws CarrelError when the folder cannot be used as a library. */
  open(libraryDir: string): Promise<OpenLibrary>
}

function help(): string {
  const rows = [...commands.values()].map((c) => `  ${c.usage}\n      ${c.does}`)
  return [
    'carrel [--library DIR] [--json] COMMAND',
    '',
    ...rows,
    '',
    'With --json: one JSON object a line. Exit codes: 0 done, 1 some inputs failed, 2 wrong usage, 3 library unusable.',
    ''
  ].join('\n')
}

/** Never throws for what a person can get wrong; mistakes of ours come through. */
export async function run(argv: readonly string[], terminal: Terminal, program: Program): Promise<Exit> {
  let prepared: Prepared | Standalone
  let options: Partial<Common>
  try {
    const { common, name, rest } = splitCommand(argv)
    if (name === 'help' || name === '--help' || name === '-h') {
      await terminal.out(help())
      return 0
    }
    if (name === '--version') {
      await terminal.out(`${program.version}\n`)
      return 0
    }
    if (name === undefined) throw new UsageError('carrel needs a command.')
    const command = commands.get(name)
    if (command === undefined) throw new UsageError(`There is no command “${name}”.`)
    if (rest.includes('--help')) {
      await terminal.out(`carrel ${command.usage}\n    ${command.does}\n`)
      return 0
    }
    prepared = command.prepare(rest)
    options = { ...common, ...prepared.common }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    terminal.err(`${error.message} “carrel help” lists the commands.`)
    return 2
  }
  const folder = options.library ?? program.defaultLibrary()
  const json = options.json ?? false
  if ('alone' in prepared) {
    try {
      return await prepared.alone(folder, terminal, json)
    } catch (error) {
      return unusable(error, terminal)
    }
  }
  return onLibrary(prepared, folder, json, terminal, program)
}

async function onLibrary(
  prepared: Prepared,
  folder: string,
  json: boolean,
  terminal: Terminal,
  program: Program
): Promise<Exit> {
  let library: OpenLibrary
  try {
    library = await program.open(folder)
  } catch (error) {
    return unusable(error, terminal)
  }
  const cx: CommandContext = {
    call: library.call,
    searchReady: () => library.searchReady(),
    json,
    answer: (object, plain) => terminal.out(`${json ? JSON.stringify(object) : plain}\n`),
    raw: (text) => terminal.out(text),
    say: (sentence) => terminal.err(sentence),
    stdin: terminal.stdin
  }
  try {
    return await prepared.run(cx)
  } catch (error) {
    return refused(error, terminal)
  } finally {
    await library.close()
  }
}

/** The library cannot be opened at all. */
function unusable(error: unknown, terminal: Terminal): Exit {
  const said = sentence(error)
  if (said === undefined) throw error
  terminal.err(said)
  return 3
}

/** A command was refused: by its input (1), or because the library takes no changes (3). */
function refused(error: unknown, terminal: Terminal): Exit {
  const said = sentence(error)
  if (said === undefined) throw error
  terminal.err(said)
  return error instanceof CarrelError && (error.code === 'READ_ONLY' || error.code === 'NOT_SAVED') ? 3 : 1
}

/** For a person; undefined for a mistake of ours. */
function sentence(error: unknown): string | undefined {
  if (error instanceof CarrelError) return error.message
  // What the system says of a file or a port (EACCES: permission denied, open '…').
  return error instanceof Error && 'syscall' in error ? error.message : undefined
}
