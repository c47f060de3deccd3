/**
 * Backup files on their way in or out, in pieces, in a private temporary folder: they can be larger than memory. Those
 * nobody touches for an hour are forgotten.
 */
import { randomBytes } from 'node:crypto'
import { appendFile, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UPLOAD_PIECE } from '#shared/contract/capture'
import { CarrelError } from '#shared/contract/errors'

const HOUR = 3_600_000
const MOST = 8
/** No library that this program can hold makes a larger file. */
const LARGEST = 200 * 2 ** 30

interface Transfer {
  path: string
  /** Undefined: made here, to be read. */
  size: number | undefined
  received: number
  touched: number
  queue: Promise<void>
}

export interface Transfers {
  /** A place for a file that will be made. */
  place(): Promise<{ handle: string; path: string }>
  /** Expects a file in pieces. */
  begin(size: number): Promise<string>
  piece(handle: string, base64: string): Promise<number>
  /** The file when all of it has arrived; it stays until it is released. */
  whole(handle: string): Promise<string>
  read(handle: string, from: number): Promise<string>
  release(handle: string): Promise<void>
  close(): Promise<void>
}

export function createTransfers(now: () => number = Date.now): Transfers {
  const transfers = new Map<string, Transfer>()
  let folder: Promise<string> | undefined

  const release = async (handle: string): Promise<void> => {
    const transfer = transfers.get(handle)
    transfers.delete(handle)
    if (transfer) await rm(transfer.path, { force: true })
  }
  const fresh = async (size: number | undefined): Promise<{ handle: string; path: string }> => {
    for (const [handle, { touched }] of transfers) if (now() - touched > HOUR) await release(handle)
    if (transfers.size >= MOST)
      throw new CarrelError(
        'TOO_LARGE',
        'Too many backup files are being moved at once. Try again in a while.'
      )
    folder ??= mkdtemp(join(tmpdir(), 'carrel-backup-'))
    const handle = `up-${randomBytes(10).toString('hex')}`
    const path = join(await folder, handle)
    transfers.set(handle, { path, size, received: 0, touched: now(), queue: Promise.resolve() })
    return { handle, path }
  }
  const need = (handle: string): Transfer => {
    const transfer = transfers.get(handle)
    if (!transfer) throw new CarrelError('NOT_FOUND', 'This file is not at hand any more. Choose it again.')
    transfer.touched = now()
    return transfer
  }

  return {
    place: () => fresh(undefined),
    async begin(size) {
      if (size > LARGEST) throw new CarrelError('TOO_LARGE', 'This file is too large to be a backup.')
      return (await fresh(size)).handle
    },
    async piece(handle, base64) {
      const transfer = need(handle)
      if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64))
        throw new CarrelError('BAD_INPUT', 'A piece of the file did not arrive as base64.')
      const bytes = Buffer.from(base64, 'base64')
      if (transfer.size === undefined || transfer.received + bytes.length > transfer.size) {
        await release(handle)
        throw new CarrelError('BAD_INPUT', 'More arrived of this file than was announced. Choose it again.')
      }
      transfer.received += bytes.length
      transfer.queue = transfer.queue.then(() => appendFile(transfer.path, bytes, { mode: 0o600 }))
      try {
        await transfer.queue
      } catch (error) {
        await release(handle)
        const message =
          'The temporary folder of this computer is full or cannot be written. Nothing was changed.'
        throw new CarrelError('NOT_SAVED', message, undefined, error)
      }
      return transfer.received
    },
    async whole(handle) {
      const transfer = need(handle)
      await transfer.queue
      if (transfer.size === undefined || transfer.received < transfer.size || transfer.size === 0)
        throw new CarrelError('BAD_INPUT', 'This file did not arrive whole, or is empty. Choose it again.')
      return transfer.path
    },
    async read(handle, from) {
      const file = await open(need(handle).path, 'r')
      try {
        const buffer = Buffer.alloc(UPLOAD_PIECE)
        const { bytesRead } = await file.read(buffer, 0, UPLOAD_PIECE, from)
        return buffer.toString('base64', 0, bytesRead)
      } finally {
        await file.close()
      }
    },
    release,
    async close() {
      transfers.clear()
      if (folder) await rm(await folder, { recursive: true, force: true })
    }
  }
}
