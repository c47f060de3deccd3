/** Closes everything a page could reach beyond its own origin: navigation, windows, permissions, requests. */
import type { App, Session, WebContents } from 'electron'
import { isOurs } from './origin'

/**
 * Applies to every WebContents that is ever made. Nothing here opens a link outside: the page asks for that
 * through `host.openExternal`, the only door, after a person's click.
 */
export function closeNavigation(app: App, log: (message: string) => void): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.on('will-navigate', (event, url) => {
      // Our own page reloads itself after another library was opened; it goes nowhere else.
      if (isOurs(url) && isOurs(contents.getURL())) return
      event.preventDefault()
      log(`blocked a navigation to ${url}`)
    })
    contents.on('will-frame-navigate', (event) => {
      if (!isOurs(event.url)) event.preventDefault()
    })
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      log(`blocked a window for ${url}`)
      return { action: 'deny' }
    })
  })
}

/** Denies every permission and every request that is not for our own origin. */
export function closeSession(session: Session, log: (message: string) => void): void {
  session.setPermissionRequestHandler(
    (_contents, permission, answer) => answer(permission === 'clipboard-sanitized-write') // "Copy": text, after a click, nothing read
  )
  session.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write')
  session.setDevicePermissionHandler(() => false)
  session.setSpellCheckerEnabled(false) // it would download dictionaries
  session.webRequest.onBeforeRequest((details, answer) => {
    const inside = isOurs(details.url) || /^(devtools|data|blob):/.test(details.url)
    if (!inside) log(`blocked a request to ${details.url}`)
    answer({ cancel: !inside })
  })
}
