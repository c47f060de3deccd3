/** The contract suite over memory and over a real WebSocket of the loopback host. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { memoryPair } from '#shared/rpc/memory'
import { serveLoopback, type Served } from '../../src/loopback/serve'
import { signIn, openSocket } from '../unit/loopback/client'
import { cases, serveTest, type Connected } from './suite'

describe('over memory', () => {
  const connect = async (): Promise<Connected> => {
    const { a, b, close } = memoryPair()
    serveTest(b)
    return { transport: a, cut: close }
  }
  for (const { name, run } of cases) it(name, () => run(connect))
})

describe('over a WebSocket', () => {
  let served: Served
  let cookie: string
  const root = mkdtempSync(join(tmpdir(), 'carrel-contract-'))

  beforeAll(async () => {
    writeFileSync(join(root, 'index.html'), '<!doctype html><title>test</title>')
    served = await serveLoopback({
      root,
      readAsset: async () => undefined,
      onConnection: serveTest,
      log: () => undefined
    })
    cookie = await signIn(served.url)
  })
  afterAll(async () => {
    await served.close()
    rmSync(root, { recursive: true })
  })

  const connect = async (): Promise<Connected> => {
    const { socket, transport } = await openSocket(served.port, { cookie })
    return { transport, cut: () => socket.terminate() }
  }
  for (const { name, run } of cases) it(name, () => run(connect))
})
