/**
 * Files that come in pieces from the page. Small ones wait in memory, and from a limit on in a private temporary
 * folder; each is given out once and then forgotten, or forgotten after ten minutes.
 */
import { randomBytes } from 'node:crypto'
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CarrelError } from '#shared/contract/errors'
import { UPLOAD_PIECE } from '#shared/contract/capture'
import { LARGEST, LIMITS, showBytes } from './limits'

interface Upload {
  size: number
  received: number
  /** In memory… */
  pieces: Uint8Array[]
  /** …or on disk. */
  file: string | undefined
  touched: number
  /** Part of a run that is going on: it may take longer than ten minutes until it is this file's turn. */
  held: boolean
  /** Pieces are written one after the other. */
  queue: Promise<void>
}

export interface Uploads {
  begin(size: number): string
  /** Answers with how much has arrived. */
  piece(handle: string, base64: string): Promise<number>
  /** The whole file; the upload is gone afterwards, also when this throws. */
  take(handle: string): Promise<Uint8Array>
  /** Keeps these until they are taken or dropped. */
  hold(handles: readonly string[]): void
  /** Forgets those that will not be used. */
  drop(handles: readonly string[]): void
  close(): Promise<void>
}

export function createUploads(now: () => number = Date.now): Uploads {
  const uploads = new Map<string, Upload>()
  let promised = 0
  let inMemory = 0
  let folder: Promise<string> | undefined
  let sweeper: ReturnType<typeof setInterval> | undefined

  const forget = (handle: string): void => {
    const upload = uploads.get(handle)
    if (!upload) return
    uploads.delete(handle)
    promised -= upload.size
    if (upload.file === undefined) inMemory -= upload.size
    else {
      const { file, queue } = upload
      // A temporary file that cannot be removed now goes with its folder.
      void queue.then(() => rm(file, { force: true })).catch(() => undefined)
    }
    if (uploads.size === 0 && sweeper !== undefined) {
      clearInterval(sweeper)
      sweeper = undefined
    }
  }
  const sweep = (): void => {
    for (const [handle, upload] of uploads)
      if (!upload.held && now() - upload.touched >= LIMITS.uploadMs) forget(handle)
  }
  const need = (handle: string): Upload => {
    const upload = uploads.get(handle)
    if (!upload)
      throw new CarrelError('NOT_FOUND', 'This file is no longer waiting to be added. Choose it again.', {
        handle
      })
    return upload
  }
  const temporaryFile = async (handle: string): Promise<string> => {
    folder ??= mkdtemp(join(tmpdir(), 'carrel-upload-'))
    return join(await folder, handle)
  }

  return {
    begin(size) {
      sweep()
      if (size > LARGEST)
        throw new CarrelError('TOO_LARGE', `Files larger than ${showBytes(LARGEST)} cannot be added.`)
      if (promised + size > LIMITS.uploadBytes || uploads.size >= LIMITS.uploadCount)
        throw new CarrelError(
          'TOO_LARGE',
          'Too much is waiting to be added at once. Add fewer files at a time.'
        )
      const handle = `up-${randomBytes(10).toString('hex')}`
      const onDisk = inMemory + size > LIMITS.uploadMemoryBytes
      promised += size
      if (!onDisk) inMemory += size
      uploads.set(handle, {
        size,
        received: 0,
        pieces: [],
        file: onDisk ? '' : undefined,
        touched: now(),
        held: false,
        queue: Promise.resolve()
      })
      if (sweeper === undefined) {
        sweeper = setInterval(sweep, 60_000)
        sweeper.unref()
      }
      return handle
    },

    async piece(handle, base64) {
      const upload = need(handle)
      const bytes = readBase64(base64)
      if (upload.received + bytes.length > upload.size) {
        forget(handle)
        throw new CarrelError('BAD_INPUT', 'More arrived of this file than was announced. Choose it again.')
      }
      upload.received += bytes.length
      upload.touched = now()
      if (upload.file === undefined) upload.pieces.push(bytes)
      else {
        upload.queue = upload.queue.then(async () => {
          if (upload.file === '') upload.file = await temporaryFile(handle)
          if (upload.file !== undefined) await appendFile(upload.file, bytes, { mode: 0o600 })
        })
        try {
          await upload.queue
        } catch (error) {
          forget(handle)
          throw new CarrelError(
            'NOT_SAVED',
            'The temporary folder of this computer is full or cannot be written.',
            undefined,
            error
          )
        }
      }
      return upload.received
    },

    async take(handle) {
      const upload = need(handle)
      try {
        await upload.queue
        if (upload.received < upload.size)
          throw new CarrelError('BAD_INPUT', 'This file did not arrive whole. Choose it again.')
        if (upload.file === undefined) return new Uint8Array(Buffer.concat(upload.pieces))
        return upload.file === '' ? new Uint8Array() : new Uint8Array(await readFile(upload.file))
      } finally {
        forget(handle)
      }
    },

    hold(handles) {
      for (const handle of handles) {
        const upload = uploads.get(handle)
        if (upload) upload.held = true
      }
    },

    drop(handles) {
      for (const handle of handles) forget(handle)
    },

    async close() {
      for (const handle of uploads.keys()) forget(handle)
      if (folder) await rm(await folder, { recursive: true, force: true })
    }
  }
}

function readBase64(text: string): Uint8Array {
  if (text.length > Math.ceil(UPLOAD_PIECE / 3) * 4 + 4)
    throw new CarrelError('TOO_LARGE', 'A piece of a file may hold at most 4 MB.')
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text))
    throw new CarrelError('BAD_INPUT', 'A piece of a file did not arrive as base64.')
  return new Uint8Array(Buffer.from(text, 'base64'))
}
