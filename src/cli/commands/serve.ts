/** `serve`: Carrel in a browser on this computer. */
import { version } from '../../../package.json'
import { readArgs, UsageError, wholeNumber } from '../args'
import type { Command } from '../command'

export const serve: Command = {
  usage: 'serve [--port N]',
  does: 'opens Carrel for a browser on this computer and prints its address',
  prepare(args) {
    const { common, positionals, one } = readArgs(args, { port: { type: 'string' } })
    if (positionals.length > 0) throw new UsageError('serve takes no arguments besides --port.')
    const given = one('port')
    const port = given === undefined ? undefined : wholeNumber(given, '--port', 0, 65_535)
    return {
      common,
      async alone(libraryDir, terminal, json) {
        // Only this command needs a server, so only it loads one.
        const { startLoopback } = await import('../../loopback/start')
        const served = await startLoopback({ libraryDir, version, ...(port === undefined ? {} : { port }) })
        await terminal.out(json ? `${JSON.stringify({ url: served.url })}\n` : `${served.url}\n`)
        terminal.err('Carrel is open at this address until you press Ctrl+C.')
        await terminal.stopped()
        await served.close()
        return 0
      }
    }
  }
}
