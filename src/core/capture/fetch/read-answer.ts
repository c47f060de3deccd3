/** Reads the body of an answer, opened where it is compressed, and counts what comes out. */
import { CarrelError } from '#shared/contract/errors'
import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { showBytes } from '../limits'

export async function readAnswer(
  answer: IncomingMessage,
  maxBytes: number,
  signal: AbortSignal
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let length = 0
  const body = opened(answer)
  const end = (): void => void body.destroy(new Error('aborted'))
  signal.addEventListener('abort', end)
  try {
    for await (const piece of body as AsyncIterable<Uint8Array>) {
      length += piece.length
      if (length > maxBytes) throw new CarrelError('TOO_LARGE', `Larger than ${showBytes(maxBytes)}`)
      pieces.push(piece)
    }
  } finally {
    signal.removeEventListener('abort', end)
    // Whatever is still coming is not wanted; a bomb must not go on opening.
    body.destroy()
    answer.destroy()
  }
  return new Uint8Array(Buffer.concat(pieces, length))
}

function opened(answer: IncomingMessage): Readable {
  const encoding = (answer.headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  if (encoding === 'identity' || encoding === '') return answer
  const stream =
    encoding === 'gzip' || encoding === 'x-gzip'
      ? createGunzip()
      : encoding === 'deflate'
        ? createInflate()
        : encoding === 'br'
          ? createBrotliDecompress()
          : undefined
  if (!stream) {
    answer.destroy()
    throw new CarrelError('UNSUPPORTED', `Packed in a way Carrel cannot open (${encoding.slice(0, 40)})`)
  }
  answer.on('error', (error) => stream.destroy(error))
  return answer.pipe(stream)
}
