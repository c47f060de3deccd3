/** Speaks to the door as the Zotero Connector does: over real HTTP, with its headers, in its order. */
import { request } from 'node:http'

export interface Said {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
  json(): unknown
}

/** One request over a fresh connection, with exactly these headers. */
export function send(
  address: string,
  path: string,
  body: string | Uint8Array,
  headers: Record<string, string>,
  method = 'POST'
): Promise<Said> {
  const { hostname, port } = new URL(address)
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers, agent: false }, (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.on('end', () => {
        const text = Buffer.concat(pieces).toString('utf8')
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          json: () => JSON.parse(text) as unknown
        })
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const AS_EXTENSION = {
  origin: 'chrome-extension://ekhagklcjbdpajgpjgmbionohlpdbjgc',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0 Safari/537.36',
  'x-zotero-version': '5.0.150',
  'x-zotero-connector-api-version': '3'
}

export function extension(address: string) {
  return {
    call: (method: string, payload: unknown, headers: Record<string, string> = {}) =>
      send(address, `/connector/${method}`, JSON.stringify(payload), {
        ...AS_EXTENSION,
        'content-type': 'application/json',
        ...headers
      }),
    attach: (sessionID: string, about: object, type: string, bytes: Uint8Array, method = 'saveAttachment') =>
      send(address, `/connector/${method}?sessionID=${sessionID}`, bytes, {
        ...AS_EXTENSION,
        'content-type': type,
        'x-metadata': Buffer.from(JSON.stringify(about), 'utf8').toString('latin1')
      })
  }
}
