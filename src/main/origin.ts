/** Where our own page lives in Electron. */
export const SCHEME = 'app'
const HOST = 'carrel'
export const PAGE = `${SCHEME}://${HOST}/index.html`

/** Whether `url` is of our own origin. Node says `origin` 'null' for this scheme, so the parts are compared. */
export function isOurs(url: string): boolean {
  try {
    const parsed = new URL(url)
    return parsed.protocol === `${SCHEME}:` && parsed.host === HOST
  } catch {
    return false // not an address at all
  }
}
