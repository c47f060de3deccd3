/**
 * A PDF by a browser of this computer that is started without a window: no shell, a profile of its own that is thrown
 * away, no network; the page's own policy forbids script.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { CarrelError } from '#shared/contract/errors'
import { devTools } from './devtools-pipe'
import { findBrowser } from './find-browser'

/** Thousands of pages take minutes. */
const LONGEST_MS = 15 * 60_000
const PIECE = 1 << 20

/** Throws UNSUPPORTED with a sentence where there is no browser or it makes no PDF, CANCELLED when called off. */
export async function printByBrowser(html: string, signal: AbortSignal): Promise<Uint8Array> {
  const program = findBrowser()
  if (program === undefined)
    throw new CarrelError(
      'UNSUPPORTED',
      'A PDF needs Chrome, Edge, Chromium or Brave on this computer, and none was found. Export a web page and print it, or a Word document.'
    )
  const folder = await mkdtemp(join(tmpdir(), 'carrel-print-'))
  const page = join(folder, 'page.html')
  let browser: ChildProcess | undefined
  const end = (): void => void browser?.kill('SIGKILL')
  const late = setTimeout(end, LONGEST_MS)
  try {
    await writeFile(page, html, { mode: 0o600 })
    signal.throwIfAborted()
    browser = spawn(program, argumentsFor(join(folder, 'profile')), {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
      windowsHide: true
    })
    signal.addEventListener('abort', end)
    const failed = once(browser, 'error').then(([error]) => {
      throw error
    })
    return await Promise.race([print(browser, pathToFileURL(page).href), failed])
  } catch (error) {
    if (signal.aborted) throw new CarrelError('CANCELLED', 'The export was cancelled. Nothing was written.')
    throw new CarrelError(
      'UNSUPPORTED',
      `${program} made no PDF. Export a web page and print it there.`,
      undefined,
      error
    )
  } finally {
    clearTimeout(late)
    signal.removeEventListener('abort', end)
    if (browser?.pid !== undefined && browser.exitCode === null && browser.signalCode === null) {
      const ended = once(browser, 'exit')
      end()
      await ended
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

function argumentsFor(profile: string): string[] {
  return [
    '--headless',
    '--disable-gpu',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-extensions',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-dev-shm-usage',
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), // Chromium's own sandbox refuses root
    'about:blank'
  ]
}

async function print(browser: ChildProcess, url: string): Promise<Uint8Array> {
  const { send, next } = devTools(browser.stdio[3] as Writable, browser.stdio[4] as Readable)
  const text = (value: unknown): string => (typeof value === 'string' ? value : '')
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' })
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true })
  const session = text(sessionId)
  await send('Page.enable', {}, session)
  const opened = async (): Promise<void> => {
    const { errorText } = await send('Page.navigate', { url }, session)
    // What is loaded then is the browser's own page about it.
    if (errorText !== undefined) throw new Error(`it could not open the page: ${text(errorText)}`)
  }
  await Promise.all([next('Page.loadEventFired'), opened()])
  const { stream } = await send(
    'Page.printToPDF',
    {
      preferCSSPageSize: true,
      printBackground: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
      transferMode: 'ReturnAsStream'
    },
    session
  )
  const pieces: Buffer[] = []
  for (let eof = false; !eof;) {
    const read = await send('IO.read', { handle: stream, size: PIECE }, session)
    pieces.push(Buffer.from(text(read['data']), read['base64Encoded'] === true ? 'base64' : 'latin1'))
    eof = read['eof'] === true
  }
  const pdf = Buffer.concat(pieces)
  if (pdf.subarray(0, 5).toString('latin1') !== '%PDF-') throw new Error('what it answered is no PDF')
  return pdf
}
