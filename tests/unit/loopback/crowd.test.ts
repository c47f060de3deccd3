import { Duplex } from 'node:stream'
import type { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createCrowd } from '../../../src/loopback/crowd'

const socket = (): Socket => new Duplex({ read: () => undefined, write: (_c, _e, done) => done() }) as Socket

describe('the crowd at the door', () => {
  it('sends the oldest stranger away when one too many comes', () => {
    const crowd = createCrowd(3)
    const [a, b, c, d] = [socket(), socket(), socket(), socket()] as const
    for (const s of [a, b, c, d]) crowd.enter(s)
    expect([a, b, c, d].map((s) => s.destroyed)).toEqual([true, false, false, false])
    expect(crowd.strangers).toBe(3)
  })

  it('lets those stay who have shown a session', () => {
    const crowd = createCrowd(1)
    const known = socket()
    crowd.enter(known)
    crowd.vouch(known)
    for (let i = 0; i < 5; i++) crowd.enter(socket())
    expect(known.destroyed).toBe(false)
    expect(crowd.strangers).toBe(1)
  })

  it('forgets those who left', async () => {
    const crowd = createCrowd(5)
    const left = socket()
    crowd.enter(left)
    left.destroy()
    await new Promise((resolve) => setImmediate(resolve))
    expect(crowd.strangers).toBe(0)
  })
})
