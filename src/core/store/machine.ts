/** Who we are and who is alive, for the lock: the facts of this computer, in one place so that tests can be others. */
import { createHash } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { codeOf } from './file-system'

export interface Machine {
  readonly pid: number
  readonly host: string
  /** Tells machines of one name apart; null where the system has no such number. */
  readonly machine: string | null
  /** Changes with every start of the system. */
  readonly boot: string | null
  /** Process ids mean something only within one name space (containers, Flatpak). */
  readonly space: string | null
  /** When a process began, in the system's own units: an id that was given again is another process. */
  startOf(pid: number): string | null
  isAlive(pid: number): boolean
}

function factOf(read: () => string): string | null {
  try {
    return read().trim() || null
  } catch {
    // Not Linux, or /proc is closed to us: the lock then goes by the process id and its heartbeat alone.
    return null
  }
}

/** /etc/machine-id is private: only a digest of it is ever written down. */
function machineDigest(): string | null {
  const id = factOf(() => readFileSync('/etc/machine-id', 'utf8'))
  return id === null ? null : createHash('sha256').update(`carrel ${id}`).digest('hex').slice(0, 16)
}

export function thisMachine(): Machine {
  return {
    pid: process.pid,
    host: hostname(),
    machine: machineDigest(),
    boot: factOf(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
    space: factOf(() => readlinkSync('/proc/self/ns/pid')),
    // Field 22; the name in field 2 may hold spaces and brackets, so count from its end.
    startOf: (pid) =>
      factOf(() => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? ''),
    isAlive(pid) {
      try {
        process.kill(pid, 0)
        return true
      } catch (error) {
        // EPERM: there is such a process, it is only not ours.
        return codeOf(error) === 'EPERM'
      }
    }
  }
}
