import { existsSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterEach, describe, expect, it } from 'vitest'
import { createUploads, type Uploads } from '#core/capture/uploads'

const open: Uploads[] = []
function make(now?: () => number): Uploads {
  const uploads = createUploads(now)
  open.push(uploads)
  return uploads
}
afterEach(() => Promise.all(open.splice(0).map((u) => u.close())))
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

describe('uploads', () => {
  it('give each file once', async () => {
    const uploads = make()
    const handle = uploads.begin(5)
    expect(await uploads.piece(handle, base64(new Uint8Array([1, 2, 3])))).toBe(3)
    expect(await uploads.piece(handle, base64(new Uint8Array([4, 5])))).toBe(5)
    expect(await uploads.take(handle)).toEqual(new Uint8Array([1, 2, 3, 4, 5]))
    await expect(uploads.take(handle)).rejects.toThrow(/Choose it again/)
  })
  it('refuse what is too large, too long, incomplete or no base64', async () => {
    const uploads = make()
    expect(() => uploads.begin(400 << 20)).toThrow(/larger than 300 MB/)
    const handle = uploads.begin(2)
    await expect(uploads.piece(handle, '§§§§')).rejects.toThrow(/base64/)
    await expect(uploads.piece(handle, base64(new Uint8Array(3)))).rejects.toThrow(/More arrived/)
    await expect(uploads.piece(handle, '')).rejects.toThrow(/no longer/)
    const partial = uploads.begin(2)
    await expect(uploads.take(partial)).rejects.toThrow(/did not arrive whole/)
  })
  it('go to disk when there are many, and leave nothing there', async () => {
    const uploads = make()
    const before = new Set(readdirSync(tmpdir()))
    const size = 20 << 20
    const handles = [1, 2, 3].map(() => uploads.begin(size))
    const piece = base64(new Uint8Array(4 << 20).fill(7))
    for (let i = 0; i < 5; i++) await uploads.piece(handles[2] ?? '', piece)
    const folder = readdirSync(tmpdir()).find((f) => f.startsWith('carrel-upload-') && !before.has(f))
    expect(folder).toBeDefined()
    const bytes = await uploads.take(handles[2] ?? '')
    expect(bytes.length).toBe(size)
    expect(bytes.every((b) => b === 7)).toBe(true)
    await uploads.close()
    expect(existsSync(`${tmpdir()}/${folder ?? ''}`)).toBe(false)
  })
  it('are forgotten after ten minutes, unless their run is going on', async () => {
    let now = 0
    const uploads = make(() => now)
    const [forgotten, held] = [uploads.begin(0), uploads.begin(0)]
    uploads.hold([held])
    now = 11 * 60_000
    uploads.begin(0)
    await expect(uploads.take(forgotten)).rejects.toThrow(/no longer/)
    expect(await uploads.take(held)).toEqual(new Uint8Array())
  })
  it('have a limit in all', () => {
    const uploads = make()
    expect(() => {
      for (let i = 0; i < 60; i++) uploads.begin(20 << 20)
    }).toThrow(/Too much is waiting/)
  })
})
