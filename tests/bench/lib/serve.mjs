// The loopback host over a library, and a folder as a plain web page, for benchmarks in a browser.
import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { root } from './bundle.mjs'

/** Starts out/main/loopback.js; `url` carries its one-time token. */
export async function startHost(library) {
  const child = spawn(process.execPath, [join(root, 'out/main/loopback.js')], {
    env: { ...process.env, CARREL_LIBRARY: library }
  })
  let said = ''
  const url = await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      said += String(chunk)
      const found = /http:\S+/.exec(said)
      if (found) resolve(found[0])
    })
    child.stderr.on('data', (chunk) => (said += String(chunk)))
    child.once('exit', (code) => reject(new Error(`the host ended with ${code}: ${said}`)))
  })
  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', resolve)
        child.kill('SIGTERM')
      })
  }
}

const TYPES = new Map([
  ['.mjs', 'text/javascript'],
  ['.css', 'text/css'],
  ['.pdf', 'application/pdf']
])

/** `files`: path → text or bytes; what a path ends in says what it is, else it is a page. */
export async function servePages(files) {
  const server = createServer((request, response) => {
    const content = files.get(request.url ?? '')
    if (content === undefined) response.statusCode = 404
    response.setHeader('content-type', TYPES.get(extname(request.url ?? '')) ?? 'text/html; charset=utf-8')
    response.end(content ?? '')
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() }
}
