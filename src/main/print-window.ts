/** A PDF by a window that is never shown: sandboxed, without script, in a session of its own that reaches nothing else. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { BrowserWindow, session as sessions, type Session } from 'electron'
import { CarrelError } from '#shared/contract/errors'

/** Since then a page's own style numbers its pages (`@page { @bottom-center … }`). */
const NUMBERS_ITS_PAGES = 131
const FOOTER =
  '<div style="width:100%;text-align:center;font:9px serif"><span class="pageNumber"></span> / <span class="totalPages"></span></div>'

/** Sessions that no window uses. Electron lets go of none while it runs, so each is used again. */
const free: Session[] = []
let made = 0

/** It reaches nothing but the page. */
function sessionFor(page: string): Session {
  const session = free.pop() ?? sessions.fromPartition(`carrel-print-${++made}`, { cache: false })
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.webRequest.onBeforeRequest(({ url }, answer) =>
    answer({ cancel: url !== page && !url.startsWith('data:') })
  )
  return session
}

/** Throws CANCELLED when called off. */
export async function printByWindow(html: string, signal: AbortSignal): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'carrel-print-'))
  const page = pathToFileURL(join(folder, 'page.html')).href
  const session = sessionFor(page)
  const window = new BrowserWindow({
    show: false,
    webPreferences: { session, sandbox: true, javascript: false, contextIsolation: true, spellcheck: false }
  })
  const cancel = (): void => window.destroy()
  signal.addEventListener('abort', cancel)
  try {
    signal.throwIfAborted()
    await writeFile(join(folder, 'page.html'), html, { mode: 0o600 })
    await window.loadURL(page)
    const numbered = Number.parseInt(process.versions['chrome'] ?? '0', 10) >= NUMBERS_ITS_PAGES
    return await window.webContents.printToPDF({
      preferCSSPageSize: true,
      printBackground: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
      ...(numbered
        ? {}
        : { displayHeaderFooter: true, headerTemplate: '<span></span>', footerTemplate: FOOTER })
    })
  } catch (error) {
    if (signal.aborted) throw new CarrelError('CANCELLED', 'The export was cancelled. Nothing was written.')
    throw error
  } finally {
    signal.removeEventListener('abort', cancel)
    if (!window.isDestroyed()) window.destroy()
    free.push(session)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
