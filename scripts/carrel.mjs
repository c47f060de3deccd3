// npm run --silent carrel -- ARGS: the command line of this checkout, built first when that is due.
import { createRequire } from 'node:module'
import { at, ensureBuilt, ensureInstalled, say } from './lib/project.mjs'

try {
  await ensureInstalled()
  await ensureBuilt()
} catch (error) {
  say(`Carrel: ${error.message}`)
  process.exit(1)
}
// npm moves into the project's folder; the person's relative paths are from where they were.
if (process.env.npm_lifecycle_event === 'carrel' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)
const program = at('out/main/cli.js')
process.argv[1] = program
createRequire(import.meta.url)(program)
