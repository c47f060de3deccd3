/** The only way out of Carrel to other programs: web and mail addresses, after a person's click. */
import type { Shell } from 'electron'
import { CarrelError } from '#shared/contract/errors'

const allowed: ReadonlySet<string> = new Set(['https:', 'http:', 'mailto:'])

/** Opens addresses outside. With `only` given, nothing is opened and it is told instead (tests). */
export function outside(shell: Shell, only?: (what: string) => void) {
  return {
    /** Throws CarrelError for anything that is not a web or mail address. */
    async open(url: string): Promise<void> {
      let parsed: URL
      try {
        parsed = new URL(url)
      } catch {
        throw new CarrelError(
          'BAD_INPUT',
          'That link is not a complete address, so there is nothing to open.'
        )
      }
      if (!allowed.has(parsed.protocol))
        throw new CarrelError(
          'UNSUPPORTED',
          `Carrel opens only web and mail addresses; this link begins with "${parsed.protocol}".`
        )
      if (only) return only(parsed.href)
      await shell.openExternal(parsed.href)
    },
    /** Shows a folder of ours in the system's file manager. */
    async show(folder: string): Promise<void> {
      if (only) return only(folder)
      const problem = await shell.openPath(folder)
      if (problem) throw new CarrelError('UNSUPPORTED', `The folder ${folder} could not be shown. ${problem}`)
    }
  }
}
export type Outside = ReturnType<typeof outside>
