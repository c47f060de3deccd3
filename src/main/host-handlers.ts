/** What only this host can do: links and folders outside, another library. */
import type { HostHandlers } from '#shared/contract/index'
import { LINK_SCHEME } from './deep-links'
import type { Outside } from './outside'

export function hostHandlers(options: {
  version: string
  platform: NodeJS.Platform
  outside: Outside
  folder(): string
  /** Asks for any folder. */
  pickFolder(title: string): Promise<string | null>
  /** The window's page as a PDF, in base64. */
  printToPdf(): Promise<string>
  /** Asks, and opens what was chosen after this call is answered. */
  pickLibrary(): Promise<string | null>
}): HostHandlers {
  return {
    'host.capabilities': async () => ({
      canPickFolder: true,
      canShowInFolder: true,
      canPrintToPdf: true,
      links: 'host',
      linkScheme: LINK_SCHEME,
      platform: options.platform === 'darwin' ? 'mac' : 'other',
      version: options.version
    }),
    'host.openExternal': async ({ url }) => {
      await options.outside.open(url)
      return {}
    },
    'host.printToPdf': async () => ({ bytes: await options.printToPdf() }),
    'host.showLibrary': async () => {
      await options.outside.show(options.folder())
      return {}
    },
    'host.pickFolder': async ({ title }) => ({ folder: await options.pickFolder(title) }),
    'host.pickLibrary': async () => ({ folder: await options.pickLibrary() })
  }
}
