/** Who may not come in by the door for browsers. */
import { describe, expect, it } from 'vitest'
import { send } from './extension'
import { browserRoom } from './room'

const room = browserRoom()

describe('strangers', () => {
  const ping = (headers: Record<string, string>) =>
    send(room.status.address, '/connector/ping', '{}', { 'content-type': 'application/json', ...headers })
  const API = { 'x-zotero-connector-api-version': '3' }

  it.each<[string, Record<string, string>]>([
    ['a page of the web', { ...API, origin: 'https://evil.example' }],
    ['a page without an origin', { ...API, 'sec-fetch-site': 'cross-site' }],
    ['an opaque origin', { ...API, origin: 'null' }],
    ['another name of this computer', { ...API, host: 'evil.example:23119' }],
    ['a program that does not say it is a connector', {}]
  ])('%s is turned away', async (_, headers) => {
    expect((await ping(headers)).status).toBe(403)
  })
  it('get no leave to send what they may not send unasked', async () => {
    const said = await send(
      room.status.address,
      '/connector/saveItems',
      '',
      {
        origin: 'https://evil.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-zotero-connector-api-version'
      },
      'OPTIONS'
    )
    expect(said.status).toBe(404)
    expect(said.headers['access-control-allow-origin']).toBeUndefined()
  })
  it('cannot fill the memory', async () => {
    const said = send(room.status.address, '/connector/ping', Buffer.alloc(9 << 20, 32), {
      ...API,
      'content-type': 'application/json'
    })
    // Answered before everything was sent: the rest may then be refused by the connection.
    await expect(
      said.then(
        (s) => s.status,
        () => 413
      )
    ).resolves.toBe(413)
  })
})
