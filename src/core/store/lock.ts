/**
 * One writer at a time: the file `lock`, published whole, kept alive by its modification time, and taken over only
 * from an owner that is certainly gone (its process is dead, or on another computer: its heart stands still).
 */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { writeAll } from './durable-write'
import { codeOf, orMissing, type FileSystem } from './file-system'
import type { Machine } from './machine'

const ownerSchema = z.object({
  owner: z.string().max(200),
  pid: z.int().positive(),
  host: z.string().max(300),
  machine: z.string().max(100).nullable(),
  boot: z.string().max(100).nullable(),
  space: z.string().max(100).nullable(),
  started: z.string().max(100).nullable(),
  since: z.string().max(40),
  nonce: z.string().min(1).max(100)
})
export type LockOwner = z.infer<typeof ownerSchema>

export interface LockTiming {
  beatMs: number
  /** How long a lock we cannot judge must stand still before it counts as left behind. */
  watchMs: number
}
const usualTiming: LockTiming = { beatMs: 2000, watchMs: 15_000 }

export interface HeldLock {
  /** False once somebody else holds the library. Looks at the disk when the last look is older than a few beats. */
  stillOurs(): Promise<boolean>
  release(): Promise<void>
}
/** `holder` null: somebody, but their lock cannot be read. */
export type LockResult = { held: HeldLock } | { held?: undefined; holder: LockOwner | null; here: boolean }

interface Attempt {
  fs: FileSystem
  root: string
  machine: Machine
  timing: LockTiming
  me: LockOwner
}

const TRIES = 50

/** Takes the library's lock, or says who has it. Throws what the disk throws. */
export async function takeLock(
  fs: FileSystem,
  root: string,
  who: { owner: string; since: string },
  machine: Machine,
  timing: LockTiming = usualTiming
): Promise<LockResult> {
  const { pid, host, boot, space } = machine
  const me: LockOwner = {
    ...who,
    pid,
    host,
    machine: machine.machine,
    boot,
    space,
    started: machine.startOf(pid),
    nonce: randomUUID()
  }
  const attempt: Attempt = { fs, root, machine, timing, me }
  const path = join(root, 'lock')
  let seen: Seen | undefined
  for (let i = 0; i < TRIES; i++) {
    if (await publish(attempt, path, me)) return { held: hold(attempt, path) }
    seen = await look(fs, path)
    if (!seen) continue
    if (!(await isLeftBehind(attempt, path, seen))) break
    await clearUnderGuard(attempt, path, seen)
  }
  const holder = seen?.owner ?? null
  return { holder, here: holder !== null && onThisMachine(holder, machine) }
}

/** Makes `path` with its whole content at once. False: the name is taken. */
async function publish({ fs }: Attempt, path: string, content: LockOwner): Promise<boolean> {
  const bytes = Buffer.from(`${JSON.stringify(content)}\n`)
  const own = `${path}.${content.nonce.slice(0, 8)}.tmp`
  try {
    await writeNew(fs, own, bytes)
    await fs.link(own, path)
    return true
  } catch (error) {
    // ENOENT: the holder tidied our temporary file away; there is a holder then.
    if (codeOf(error) === 'EEXIST' || codeOf(error) === 'ENOENT') return false
    if (!NO_LINKS.has(codeOf(error))) throw error
    return await publishWithoutLinks(fs, path, bytes)
  } finally {
    // The lock has its own name by now; a left-over is only litter, and is removed at the next opening.
    await fs.remove(own).catch(() => undefined)
  }
}

async function writeNew(fs: FileSystem, path: string, bytes: Uint8Array): Promise<void> {
  const file = await fs.create(path)
  try {
    await writeAll(file, bytes)
    // A lock that a power cut tore cannot be judged, and whoever opens next would have to watch it.
    await file.sync()
  } finally {
    await file.close()
  }
}

/** File systems without hard links (exFAT, some network disks). EPERM is what Linux says there. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])
async function publishWithoutLinks(fs: FileSystem, path: string, bytes: Buffer): Promise<boolean> {
  try {
    // For a moment the lock is empty; whoever reads it then cannot judge it, and waits.
    await writeNew(fs, path, bytes)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

interface Seen {
  owner: LockOwner | null
  text: string
  modified: number
}
async function look(fs: FileSystem, path: string): Promise<Seen | undefined> {
  const facts = await orMissing(fs.facts(path))
  const bytes = facts && (await orMissing(fs.read(path)))
  if (!bytes) return undefined
  const text = bytes.toString('utf8')
  return { owner: parseOwner(text), text, modified: facts.modified }
}

function parseOwner(text: string): LockOwner | null {
  try {
    return ownerSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    // Half written or not ours: judged by its heartbeat alone.
    return null
  }
}

function onThisMachine(owner: LockOwner, here: Machine): boolean {
  return owner.host === here.host && owner.machine === here.machine && owner.space === here.space
}

async function isLeftBehind(attempt: Attempt, path: string, seen: Seen): Promise<boolean> {
  const { machine, timing } = attempt
  const { owner } = seen
  if (owner && owner.host === machine.host && owner.machine === machine.machine) {
    if (owner.boot !== null && machine.boot !== null && owner.boot !== machine.boot) return true
    if (owner.space === machine.space) {
      if (!machine.isAlive(owner.pid)) return true
      const started = machine.startOf(owner.pid)
      if (owner.started !== null && started !== null) return owner.started !== started
      // A living process with that id, perhaps another one: a fresh heartbeat settles it.
      if (Date.now() - seen.modified < 10 * timing.beatMs) return false
    }
  }
  return standsStill(attempt, path, seen)
}

/** Whether nobody touches the lock for the whole time of watching. */
async function standsStill({ fs, timing }: Attempt, path: string, seen: Seen): Promise<boolean> {
  const step = Math.min(timing.watchMs, Math.max(timing.beatMs / 2, 10))
  for (let waited = 0; waited < timing.watchMs; waited += step) {
    await new Promise((resolve) => setTimeout(resolve, step))
    const now = await look(fs, path)
    if (!now) return true
    if (now.modified !== seen.modified || now.text !== seen.text) return false
  }
  return true
}

/** Removes a lock left behind; the guard file sees to it that only one of many does, and not a newer lock. */
async function clearUnderGuard(attempt: Attempt, path: string, seen: Seen): Promise<void> {
  const { fs, me } = attempt
  const guard = `${path}.takeover`
  if (!(await publish(attempt, guard, { ...me, nonce: randomUUID() }))) {
    const other = await look(fs, guard)
    if (other && (await isLeftBehind(attempt, guard, other))) {
      // Renaming works for one of us only; the name it gets is nobody else's.
      const aside = `${guard}.${randomUUID().slice(0, 8)}.tmp`
      if ((await orMissing(fs.rename(guard, aside).then(() => true))) === true)
        await orMissing(fs.remove(aside))
    }
    await new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 10))
    return
  }
  try {
    const again = await look(fs, path)
    if (again && again.text === seen.text) await orMissing(fs.remove(path))
  } finally {
    await orMissing(fs.remove(guard))
  }
}

/** Keeps the lock alive. */
function hold({ fs, me, timing }: Attempt, path: string): HeldLock {
  let lost = false
  let released = false
  let looked = Date.now()
  const confirm = async (): Promise<boolean> => {
    const seen = await look(fs, path)
    if (released) return false
    if (seen?.owner?.nonce !== me.nonce) lost = true
    else looked = Date.now()
    return !lost
  }
  const beat = setInterval(() => {
    if (lost || released) return clearInterval(beat)
    // A disk that does not answer now may answer at the next beat; until then nobody was seen to take the lock.
    confirm()
      .then((ours) => (ours ? fs.touch(path) : undefined))
      .catch(() => undefined)
  }, timing.beatMs)
  beat.unref()
  return {
    async stillOurs() {
      if (lost || released) return false
      // After the computer slept, others had time to take the library.
      return Date.now() - looked < 3 * timing.beatMs ? true : await confirm()
    },
    async release() {
      released = true
      clearInterval(beat)
      const seen = await look(fs, path)
      if (seen?.owner?.nonce === me.nonce) await orMissing(fs.remove(path))
    }
  }
}

/** The sentence for whoever came second. */
export function heldSentence(result: { holder: LockOwner | null; here: boolean }): string {
  const { holder, here } = result
  if (!holder)
    return 'This library is in use, but its lock does not say by whom. It is shown here for reading only.'
  const where = here ? `on this computer (process ${holder.pid})` : `on the computer “${holder.host}”`
  return `This library is open in ${holder.owner} ${where} since ${holder.since.slice(0, 16).replace('T', ' ')} UTC. It is shown here for reading only.`
}
