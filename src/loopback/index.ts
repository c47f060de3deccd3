/** Entry of the loopback host: `node out/main/loopback.js [--library DIR] [--port N] [--until-closed]`. */
import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { defaultLibraryFolder } from '#core/library/default-folder'
import { CarrelError } from '#shared/contract/errors'
import { version } from '../../package.json'
import { startLoopback } from './start'

/** With --until-closed: how long a window may be away (a reload, a crash of the tab) before Carrel ends. */
const ALONE_MS = 30_000

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      library: { type: 'string' },
      port: { type: 'string' },
      'until-closed': { type: 'boolean', default: false }
    }
  })
  const named = values.library ?? process.env['CARREL_LIBRARY']
  const port = values.port === undefined ? undefined : Number(values.port)
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65_536))
    throw new CarrelError('BAD_INPUT', `--port must be a number from 0 to 65535, not "${values.port}".`)

  let alone: NodeJS.Timeout | undefined
  const served = await startLoopback({
    libraryDir: named ? resolve(named) : defaultLibraryFolder(process.env, process.platform, homedir()),
    version,
    ...(port === undefined ? {} : { port }),
    onWindows(count) {
      clearTimeout(alone)
      if (count === 0 && values['until-closed']) alone = setTimeout(end, ALONE_MS)
    }
  })
  let ending = false
  function end(): void {
    if (ending) return
    ending = true
    served.close().then(
      () => process.exit(0),
      (error: unknown) => fail('Carrel did not close cleanly. What was saved is on disk.', error)
    )
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
  process.on('SIGHUP', end)
  console.log(`Carrel is at ${served.url}`)
}

function fail(sentence: string, error: unknown): never {
  console.error(sentence, error)
  process.exit(1)
}

main().catch((error: unknown) => {
  if (error instanceof CarrelError || (error instanceof Error && 'code' in error)) {
    console.error(`Carrel could not start: ${error.message}`)
    process.exit(1)
  }
  fail('Carrel could not start.', error)
})
