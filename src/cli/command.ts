/** What a command is, and what it is given to work with. */
import type { coreContract } from '#shared/contract/index'
import type { Client } from '#shared/contract/define'
import type { Common } from './args'

/** 0 done, 1 some inputs failed (each was named), 2 wrong usage, 3 library unusable. */
export type Exit = 0 | 1 | 2 | 3

export type CoreClient = Client<typeof coreContract>

/** An open library, spoken to through the contract. */
export interface OpenLibrary {
  readonly call: CoreClient
  /** Resolves once search knows every record. */
  searchReady(): Promise<void>
  close(): Promise<void>
}

export interface Terminal {
  /** Resolves when the text is handed on: a reader that is slow slows us. */
  out(text: string): Promise<void>
  err(text: string): void
  stdin: AsyncIterable<Uint8Array | string>
  /** Waits until the person asks the program to stop (until it is called, that ends it at once). */
  stopped(): Promise<void>
}

export interface CommandContext {
  call: CoreClient
  searchReady(): Promise<void>
  json: boolean
  /** Prints one answer: the object as one line of JSON, or `plain`. */
  answer(object: object, plain: string): Promise<void>
  /** Prints text as it is, to standard output. */
  raw(text: string): Promise<void>
  /** Tells the person something, on standard error. */
  say(sentence: string): void
  stdin: Terminal['stdin']
}

/** Arguments that made sense, ready to run on an open library. */
export interface Prepared {
  common: Partial<Common>
  run(cx: CommandContext): Promise<Exit>
}

/** Something that runs without an open library (`serve` opens it for itself). */
export interface Standalone {
  common: Partial<Common>
  alone(library: string, terminal: Terminal, json: boolean): Promise<Exit>
}

export interface Command {
  /** One line for the help: `add FILE|FOLDER|URL|- …`. */
  usage: string
  does: string
  /** Throws UsageError. */
  prepare(args: readonly string[]): Prepared | Standalone
}
