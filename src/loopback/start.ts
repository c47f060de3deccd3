/** The loopback host: one core, served to windows of a browser on this computer. */
import { join } from 'node:path'
import { createCore } from '#core/app'
import { doorsOf } from '#core/doors'
import { printByBrowser } from '#core/printer/print-by-browser'
import { spawnFromBuild } from '#core/workers/spawn'
import { CarrelError } from '#shared/contract/errors'
import type { HostHandlers } from '#shared/contract/index'
import { connect } from '#shared/host/connect'
import { serveLoopback, type Served } from './serve'

export interface LoopbackOptions {
  libraryDir: string
  port?: number
  /** How many windows are connected, whenever that changes. */
  onWindows?(count: number): void
}

/** The version of the program is put in by the caller, who knows package.json. */
export async function startLoopback(options: LoopbackOptions & { version: string }): Promise<Served> {
  const log = (message: string, error: unknown): void => console.error(`carrel: ${message}`, error)
  const core = await createCore({
    libraryDir: options.libraryDir,
    spawn: spawnFromBuild(__dirname),
    owner: 'Carrel (browser)',
    doors: doorsOf(process.env),
    print: printByBrowser
  })
  const host = hostHandlers(options.version)
  try {
    const served = await serveLoopback({
      root: join(__dirname, '../renderer'),
      ...(options.port === undefined ? {} : { port: options.port }),
      ...(options.onWindows ? { onWindows: options.onWindows } : {}),
      readAsset: (name) => core.assets.read(name),
      onConnection: (transport) => connect(core, host, transport, log),
      log
    })
    return {
      ...served,
      async close() {
        await served.close()
        await core.close()
      }
    }
  } catch (error) {
    await core.close()
    throw error
  }
}

/** A browser's page opens links by itself and cannot see this computer's folders. */
function hostHandlers(version: string): HostHandlers {
  const no = (what: string) => async (): Promise<never> => {
    throw new CarrelError('UNSUPPORTED', `${what} is not possible when Carrel runs in a browser.`)
  }
  return {
    'host.capabilities': async () => ({
      canPickFolder: false,
      canShowInFolder: false,
      canPrintToPdf: false,
      links: 'page',
      platform: process.platform === 'darwin' ? 'mac' : 'other',
      version
    }),
    'host.openExternal': no('Opening a link through Carrel'),
    'host.printToPdf': no('Making a PDF by itself'),
    'host.showLibrary': no('Showing the library’s folder'),
    'host.pickFolder': no('Choosing a folder'),
    'host.pickLibrary': no('Choosing another library')
  }
}
