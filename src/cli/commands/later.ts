/** Commands that a coming version brings: said in a sentence, as wrong usage, so that scripts notice. */
import { UsageError } from '../args'
import type { Command } from '../command'

function later(usage: string, what: string): Command {
  return {
    usage,
    does: `${what} (not yet)`,
    prepare() {
      throw new UsageError(
        `carrel ${usage.split(' ')[0] ?? ''} is not in this version yet. Nothing was changed.`
      )
    }
  }
}

export const importFiles = later('import FILE…', 'brings in references from other programs')
