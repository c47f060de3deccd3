/** The ways into a library beside its window, as a host opens them. */

export interface Doors {
  /** Where extensions of the browser find this library, on 127.0.0.1; 0: any free port. */
  browserPort: number
  /** Milliseconds between looks into the watched folder. */
  watchMs: number
  /** Milliseconds that changes must rest before files that are kept up to date are written again. */
  keepMs: number
}

/** Where the Zotero Connector looks. */
const CONNECTOR_PORT = 23_119
const WATCH_MS = 1_000
const KEEP_MS = 1_000

/** `CARREL_BROWSER_PORT` is for those whose extensions were told another port. */
export function doorsOf(env: Readonly<Record<string, string | undefined>>): Doors {
  const named = env['CARREL_BROWSER_PORT'] ?? ''
  const port = /^\d{1,5}$/.test(named) && Number(named) < 65_536 ? Number(named) : CONNECTOR_PORT
  return { browserPort: port, watchMs: WATCH_MS, keepMs: KEEP_MS }
}
