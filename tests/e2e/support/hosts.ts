/** Starts Carrel in either host over the build in out/, and gives the test nothing but a page. */
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { _electron, chromium, errors, type ElectronApplication, type Page } from '@playwright/test'
import { programFor, type Host } from './found'

export const ROOT = join(__dirname, '../../..')
const LAUNCH_MS = 120_000
const FIRST_TRY_MS = 60_000
const STOP_MS = 20_000

export interface Started {
  readonly page: Page
  /** Only in Electron. */
  readonly app?: ElectronApplication
  /** Only on the loopback host: the address it printed, its token used already. */
  readonly url?: string
  readonly pid: number
  /** What the program said so far (stdout and stderr). */
  said(): string
  /** Ends it the polite way. */
  stop(): Promise<void>
  /** SIGKILL, as a crash or a power cut would. */
  kill(): Promise<void>
}

/** `dir`: holds the library (`library`) and, in Electron, `user-data`. Starting there again finds everything. */
export async function start(host: Host, dir: string, env: Record<string, string> = {}): Promise<Started> {
  const own = {
    CARREL_LIBRARY: join(dir, 'library'),
    CARREL_USER_DATA: join(dir, 'user-data'),
    CARREL_NO_EXTERNAL: '1',
    ...env
  }
  const started = host === 'electron' ? await startElectron(own) : await startLoopback(own)
  // The page is there before it can be used: wait until it has drawn itself.
  await started.page.locator('#app > *').first().waitFor({ state: 'attached', timeout: LAUNCH_MS })
  return started
}

/**
 * The old test runtime now and then never opens its window on a busy machine; seen once in some two hundred starts. That
 * says nothing of Carrel, so it is tried once more, and said.
 */
async function startElectron(env: Record<string, string>): Promise<Started> {
  try {
    return await launchElectron(env, FIRST_TRY_MS)
  } catch (error) {
    if (!(error instanceof errors.TimeoutError)) throw error
    console.warn(`Electron opened no window within ${FIRST_TRY_MS / 1000} s; trying once more.`)
    return launchElectron(env, LAUNCH_MS)
  }
}

async function launchElectron(env: Record<string, string>, timeout: number): Promise<Started> {
  const app = await _electron.launch({
    executablePath: programFor('electron').path ?? '',
    args: [ROOT],
    env: { ...inherited(), ...env },
    timeout
  })
  const child = app.process()
  const said = listen(child)
  let page: Page
  try {
    page = await app.firstWindow({ timeout })
  } catch (error) {
    await end(child, 'SIGKILL')
    throw error
  }
  return {
    app,
    page,
    pid: child.pid ?? 0,
    said,
    stop: async () => {
      if (isRunning(child)) await inTime(app.close(), child)
    },
    kill: () => end(child, 'SIGKILL')
  }
}

async function startLoopback(env: Record<string, string>): Promise<Started> {
  const child = spawn(process.execPath, [join(ROOT, 'out/main/loopback.js')], {
    env: { ...inherited(), ...env }
  })
  const said = listen(child)
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const address = /http:\S+\n/.exec(said())?.[0].trim()
      if (address) resolve(address)
    })
    child.once('exit', (code) => reject(new Error(`The host ended with code ${code}: ${said()}`)))
  })
  const program = programFor('loopback')
  const browser = await chromium.launch({
    executablePath: program.path ?? '',
    env: { ...inherited(), ...program.env },
    timeout: LAUNCH_MS
  })
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  // As Electron's pages have: what cannot be clicked fails with its reason, long before the test runs out of time.
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  await page.goto(url)
  const close = async (signal: NodeJS.Signals): Promise<void> => {
    await browser.close()
    await inTime(end(child, signal), child)
  }
  return { page, url, pid: child.pid ?? 0, said, stop: () => close('SIGTERM'), kill: () => close('SIGKILL') }
}

function inherited(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([k, v]) => (v === undefined ? [] : [[k, v]]))
  )
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (!isRunning(child)) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill(signal)
  })
}

/** Waits for `ending`; a program that does not end in time is killed, and that is an error. */
async function inTime(ending: Promise<void>, child: ChildProcess): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`Carrel did not end within ${STOP_MS / 1000} s of being asked to.`))
    }, STOP_MS)
  })
  try {
    await Promise.race([ending, late])
  } finally {
    clearTimeout(timer)
  }
}

function listen(child: ChildProcess): () => string {
  let text = ''
  child.stdout?.on('data', (chunk) => (text += String(chunk)))
  child.stderr?.on('data', (chunk) => (text += String(chunk)))
  return () => text
}
