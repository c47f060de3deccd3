/** Reading the command line's arguments, over node:util. Everything wrong with them is a UsageError. */
import { parseArgs, type ParseArgsConfig } from 'node:util'

/** Wrong usage: exit code 2, with a sentence. */
export class UsageError extends Error {}

/** What may stand before and after any command. */
export interface Common {
  json: boolean
  library?: string
}

type Options = NonNullable<ParseArgsConfig['options']>
const COMMON = { json: { type: 'boolean' }, library: { type: 'string' } } as const satisfies Options

/** One command's own options and positionals, with the common ones taken out. */
export interface ReadArgs {
  common: Partial<Common>
  positionals: string[]
  /** Whether a flag was given. */
  flag(name: string): boolean
  /** The value of an option that may be given once. */
  one(name: string): string | undefined
  /** The values of an option that may be given several times. */
  many(name: string): string[]
}

export function readArgs(args: readonly string[], options: Options): ReadArgs {
  const { values, positionals } = strictly(args, { ...options, ...COMMON })
  const value = (name: string): unknown => values[name]
  return {
    common: commonOf(values['json'], values['library']),
    positionals,
    flag: (name) => value(name) === true,
    one: (name) => {
      const found = value(name)
      return typeof found === 'string' ? found : undefined
    },
    many: (name) => {
      const found = value(name)
      return Array.isArray(found) ? found.filter((v): v is string => typeof v === 'string') : []
    }
  }
}

/** Looks like an option: `--name`, `--name=value`, `-x`. `- a line` and `-word` are texts. */
const OPTION = /^--[a-z][a-z-]*(?:=|$)|^-[A-Za-z]$/

/**
 * parseArgs refuses values and texts that begin with a hyphen, which quotations and notes may: options are joined with
 * their values, and everything that is no option is put behind `--`.
 */
function arrange(args: readonly string[], options: Options): string[] {
  const given: string[] = []
  const texts: string[] = []
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    if (arg === '--') {
      texts.push(...args.slice(i + 1))
      break
    }
    if (!OPTION.test(arg)) {
      texts.push(arg)
      continue
    }
    const long = arg.startsWith('--')
      ? arg.slice(2)
      : (Object.keys(options).find((name) => options[name]?.short === arg.slice(1)) ?? '')
    const value = args[i + 1]
    if (options[long]?.type === 'string' && value !== undefined) {
      given.push(`--${long}=${value}`)
      i++
    } else given.push(arg)
  }
  return [...given, '--', ...texts]
}

function strictly(
  args: readonly string[],
  options: Options
): { values: Record<string, unknown>; positionals: string[] } {
  try {
    return parseArgs({ args: arrange(args, options), options, allowPositionals: true, strict: true })
  } catch (error) {
    // parseArgs explains itself in a sentence; only its hint about "--" is for programmers.
    if (error instanceof TypeError)
      throw new UsageError(`${(error.message.split('. To specify')[0] ?? '').replace(/\.$/, '')}.`)
    throw error
  }
}

function commonOf(json: unknown, library: unknown): Partial<Common> {
  const common: Partial<Common> = {}
  if (json === true) common.json = true
  if (typeof library === 'string') {
    if (library === '') throw new UsageError('--library needs the name of a folder.')
    common.library = library
  }
  return common
}

/** Splits `[--library DIR] [--json] COMMAND …`. */
export function splitCommand(argv: readonly string[]): {
  common: Partial<Common>
  name: string | undefined
  rest: string[]
} {
  const common: Partial<Common> = {}
  let i = 0
  for (; i < argv.length; i++) {
    const arg = argv[i] ?? ''
    if (arg === '--json') common.json = true
    else if (arg === '--library') Object.assign(common, commonOf(undefined, argv[++i] ?? ''))
    else if (arg.startsWith('--library=')) Object.assign(common, commonOf(undefined, arg.slice(10)))
    else break
  }
  return { common, name: argv[i], rest: argv.slice(i + 1) }
}

export function wholeNumber(text: string, name: string, least: number, most: number): number {
  const n = Number(text)
  if (!/^\d+$/.test(text) || n < least || n > most)
    throw new UsageError(`${name} must be a whole number from ${least} to ${most}, not “${text}”.`)
  return n
}

export function oneOf<T extends string>(text: string, name: string, allowed: readonly T[]): T {
  const found = allowed.find((a) => a === text)
  if (found === undefined)
    throw new UsageError(`${name} must be one of ${allowed.join(', ')}, not “${text}”.`)
  return found
}
