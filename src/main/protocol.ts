/** `app://carrel/`: the built renderer and the library's assets, and nothing else of the disk. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Protocol } from 'electron'
import { securityHeaders } from '#shared/host/headers'
import { resourceAt } from '#shared/host/resources'
import { isOurs, SCHEME } from './origin'

/** To be called before the app is ready. */
export function registerScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } }
  ])
}

/** `root`: the folder of the built renderer; `readAsset` answers undefined for a name it does not know. */
export function serveScheme(
  protocol: Protocol,
  root: string,
  readAsset: (name: string) => Promise<Uint8Array | undefined>,
  log: (message: string, error: unknown) => void
): void {
  protocol.handle(SCHEME, async (request) => {
    const resource =
      request.method === 'GET' && isOurs(request.url) ? resourceAt(new URL(request.url).pathname) : undefined
    if (!resource) return refusal(404)
    try {
      const bytes =
        resource.kind === 'asset'
          ? await readAsset(resource.name)
          : await readFile(join(root, ...resource.parts))
      if (!bytes) return refusal(404)
      return new Response(new Uint8Array(bytes), {
        headers: { ...securityHeaders(resource.kind), 'content-type': resource.type }
      })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return refusal(404)
      log(`could not read ${request.url}`, error)
      return refusal(500)
    }
  })
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: securityHeaders(undefined) })
}
