/** `carrel://highlight/ID`: a link that the system hands to Carrel, at its start or while it runs. */
import type { App } from 'electron'
import { id } from '#shared/contract/records'

export const LINK_SCHEME = 'carrel'

/** The id of the highlight that an address means; undefined for anything else. */
export function highlightIn(address: string): string | undefined {
  const found = id.safeParse(/^carrel:\/\/highlight\/([0-9a-z]+)\/?$/.exec(address)?.[1])
  return found.success ? found.data : undefined
}

/**
 * Listens for links. `show` is called with each highlight, the one Carrel was started with included. The system is told
 * of the scheme only by the installed program: a checkout must not take it over.
 */
export function followLinks(app: App, args: readonly string[], show: (highlight: string) => void): void {
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME)
  const look = (addresses: readonly string[]): void => {
    for (const address of addresses) {
      const found = highlightIn(address)
      if (found !== undefined) return show(found)
    }
  }
  // Mac OS sends an event; elsewhere the address is an argument of a second start, or of the first.
  app.on('open-url', (event, url) => {
    event.preventDefault()
    look([url])
  })
  app.on('second-instance', (_event, argv) => look(argv))
  look(args)
}
