/** Opening libraries in tests: on a simulated disk, as a computer that was started once more for each opening. */
import { openLibrary, type OpenLibrary, type OpenOptions } from '../../../src/core/store/open-library'
import type { FileSystem } from '../../../src/core/store/file-system'
import type { Machine } from '../../../src/core/store/machine'
import { countingIds, fixedClock } from './records'

let boots = 0
/** A computer just started: locks of earlier ones are left behind. */
export function freshMachine(): Machine {
  const boot = `boot-${boots++}`
  return {
    pid: 7,
    host: 'here',
    machine: null,
    boot,
    space: null,
    startOf: () => 'then',
    isAlive: () => true
  }
}

export const LIBRARY = '/library'

export function openOn(io: FileSystem, over: Partial<OpenOptions> = {}): Promise<OpenLibrary> {
  return openLibrary({
    dir: LIBRARY,
    clock: fixedClock(),
    newId: countingIds(boots),
    io,
    machine: freshMachine(),
    owner: 'Carrel (test)',
    lockTiming: { beatMs: 60_000, watchMs: 5 },
    ...over
  })
}
