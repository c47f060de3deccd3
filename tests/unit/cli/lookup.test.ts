/** `lookup` over the real core and a server on this computer. */
import { createServer } from 'node:http'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { guardedFetch } from '../../../src/core/capture/guarded-fetch'
import { runCli, type Ran } from './fake'
import { realProgram } from './real-core'

it('shows what differs, changes nothing unless told, and stands in the ledger', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'carrel-cli-lookup-'))
  const server = createServer((request, response) => {
    if (request.url !== '/doi.org/10.1000/orchard') return void response.writeHead(404).end()
    response.end(JSON.stringify({ title: 'On Orchards', volume: 12, DOI: '10.1000/orchard' }))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  vi.stubEnv('CARREL_LOOKUP_BASE', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const carrel = (...argv: string[]): Promise<Ran> =>
    runCli(realProgram(join(dir, 'library'), guardedFetch), argv, '')
  try {
    await writeFile(join(dir, 'a.md'), '---\ndoi: 10.1000/orchard\n---\n# Orchards\n\nSome words of it.\n')
    await writeFile(join(dir, 'b.md'), '---\ndoi: 10.1000/gone\n---\n# Gone\n\nOther words of it.\n')
    const added = await carrel('--json', 'add', join(dir, 'a.md'), join(dir, 'b.md'))
    const [a = '', b = ''] = added.json.map((r) => (r as { id: string }).id)
    const asked = await carrel('lookup', a, b)
    expect(asked.exit).toBe(1)
    expect(
      asked.out
        .trim()
        .split('\n')
        .map((line) => line.split('\t').slice(1, 4))
    ).toEqual([
      ['title', 'Orchards', 'On Orchards'],
      ['volume', '', '12']
    ])
    expect(asked.err).toContain('Asking doi.org for 10.1000/orchard')
    expect(asked.err).toContain('doi.org does not know the DOI 10.1000/gone')
    expect((await carrel('show', a)).out).not.toContain('On Orchards')
    expect((await carrel('lookup', a, '--apply')).exit).toBe(0)
    expect((await carrel('show', a)).out).toContain('On Orchards')
    expect((await carrel('ledger')).out).toContain('\tdetails\t')
  } finally {
    vi.unstubAllEnvs()
    server.close()
    await rm(dir, { recursive: true, force: true })
  }
}, 60_000)
