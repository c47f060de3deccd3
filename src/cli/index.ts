#!/usr/bin/env node
/** Entry of `carrel`: this process's streams and signals around run(). */
import { homedir } from 'node:os'
import { createCore } from '#core/app'
import { defaultLibraryFolder } from '#core/library/default-folder'
import { printByBrowser } from '#core/printer/print-by-browser'
import { spawnFromBuild } from '#core/workers/spawn'
import { version } from '../../package.json'
import type { Terminal } from './command'
import { overContract } from './open'
import { run } from './run'

const log = (message: string, error: unknown): void => console.error(`carrel: ${message}`, error)

const terminal: Terminal = {
  out: (text) =>
    new Promise((resolve, reject) =>
      process.stdout.write(text, (error) => (error ? reject(error) : resolve()))
    ),
  err: (text) => void process.stderr.write(`${text}\n`),
  stdin: process.stdin,
  stopped: () =>
    new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
    })
}

// Whoever reads our output may stop (`carrel search … | head -1`): that is an end, not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

run(process.argv.slice(2), terminal, {
  version,
  defaultLibrary: () => defaultLibraryFolder(process.env, process.platform, homedir()),
  open: async (libraryDir) =>
    overContract(
      await createCore({
        libraryDir,
        spawn: spawnFromBuild(__dirname),
        owner: 'Carrel (command line)',
        print: printByBrowser
      }),
      log
    )
}).then(
  (exit) => (process.exitCode = exit),
  (error: unknown) => {
    log('Something went wrong inside Carrel. What was saved before is unharmed.', error)
    process.exitCode = 1
  }
)
