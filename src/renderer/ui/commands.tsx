/**
 * One registry of everything the person can do. Components register their commands while they are on screen; the
 * palette, the keys, the host's menu and the help sheet read the same list.
 */
import { useEffect, useRef, useSyncExternalStore } from 'react'

/** Printing characters without Ctrl, Cmd or Alt: `j`, `g i`, `Shift+P`, `?`. */
export function isSingleLetter(keys: string): boolean {
  return keys.split(' ').every((press) => {
    const parts = press.split(/(?<=\w|\])\+/)
    const key = parts.at(-1) ?? ''
    return (
      key.length === 1 && parts.slice(0, -1).every((mod) => /^\[?(Shift|Alt)\]?$/.test(mod) && mod !== 'Alt')
    )
  })
}

export interface Command {
  /** `area.verb`, stable: the host's menu names it. */
  id: string
  /** As it stands in the palette: "Archive", "Highlight amber". */
  title: string
  /** Heading in the palette and the help sheet. */
  group: string
  /** tinykeys notation, the first one is shown: `$mod+K`, `Shift+P`, `g i`. */
  keys?: readonly string[]
  /** Not offered and not run while false. */
  enabled?: boolean
  /** Keys only, not in the palette (moving a cursor, for example). */
  hidden?: boolean
  /** The pane (`data-pane`) whose focus makes the keys work; without it they work everywhere. */
  scope?: string
  /** Runs only where no other command has its keys. */
  last?: boolean
  /** Keys work in text fields too. Single letters never do. */
  inFields?: boolean
  run(): void
}

type Listener = () => void

/** Later registrations win over earlier ones with the same key, so the pane in front answers. */
export class CommandRegistry {
  private readonly layers: { commands: readonly Command[] }[] = []
  private readonly listeners = new Set<Listener>()
  private cached: readonly Command[] = []
  private keys: Readonly<Record<string, readonly string[]>> = {}

  private singleLetters = true

  /** Other keys than the commands bring along, by id, and whether single letters are keys at all. */
  setKeys(keys: Readonly<Record<string, readonly string[]>>, singleLetters = true): void {
    this.keys = keys
    this.singleLetters = singleLetters
    this.changed()
  }

  /** Of these keys of a command, those that do something now: the person's own, without letters switched off. */
  inForce(command: string | undefined, drawn: readonly string[]): readonly string[] {
    const keys = command !== undefined && Object.hasOwn(this.keys, command) ? this.keys[command] : drawn
    return (keys ?? []).filter((k) => this.singleLetters || command === undefined || !isSingleLetter(k))
  }

  register(commands: readonly Command[]): () => void {
    const layer = { commands }
    this.layers.push(layer)
    this.changed()
    return () => {
      this.layers.splice(this.layers.indexOf(layer), 1)
      this.changed()
    }
  }

  /** Innermost first; a hidden earlier duplicate of an id is left out. */
  all(): readonly Command[] {
    return this.cached
  }

  /** Runs the command if it is there and enabled. */
  run(id: string): boolean {
    const command = this.cached.find((c) => c.id === id)
    if (!command || command.enabled === false) return false
    command.run()
    return true
  }

  subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  snapshot = (): readonly Command[] => this.cached

  private changed(): void {
    const seen = new Set<string>()
    this.cached = [...this.layers]
      .reverse()
      .flatMap((l) => l.commands)
      .filter((c) => !seen.has(c.id) && seen.add(c.id))
      .map((c) => (Object.hasOwn(this.keys, c.id) ? { ...c, keys: this.keys[c.id] ?? [] } : c))
    for (const l of this.listeners) l()
  }
}

export const commandRegistry = new CommandRegistry()

/** Offers `commands` while the component is mounted. `run` may close over the newest state. */
export function useCommands(commands: readonly Command[]): void {
  const latest = useRef(commands)
  useEffect(() => {
    latest.current = commands
  })
  // Registered anew only when what is shown changes; what is run is always the newest.
  const shape = JSON.stringify(commands.map(({ run: _run, ...shown }) => shown))
  useEffect(() => {
    const stable = latest.current.map((c) => ({
      ...c,
      run: () => latest.current.find((l) => l.id === c.id)?.run()
    }))
    return commandRegistry.register(stable)
  }, [shape])
}

/** The key to show beside a control that does what a command does; undefined: none works now. */
export function useKeyInForce(command: string | undefined, drawn: string | undefined): string | undefined {
  return useSyncExternalStore(
    commandRegistry.subscribe,
    () => commandRegistry.inForce(command, drawn === undefined ? [] : [drawn])[0]
  )
}

/** The list as it is now, for the palette, the help sheet and the keys. */
export function useCommandList(): readonly Command[] {
  return useSyncExternalStore(commandRegistry.subscribe, commandRegistry.snapshot)
}
