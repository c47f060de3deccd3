/** Files cross the contract in pieces of base64, one after the other. */
import { UPLOAD_PIECE } from '#shared/contract/capture'
import type { CarrelClient } from '#shared/contract/index'
import { CarrelError } from '#shared/contract/errors'

/** Answers with the handle that stands for the bytes. */
export async function upload(call: CarrelClient, file: File, signal: AbortSignal): Promise<string> {
  const { upload: handle } = await call['capture.begin']({ size: file.size }, { signal })
  for (let at = 0; at < file.size; at += UPLOAD_PIECE) {
    if (signal.aborted) throw new CarrelError('CANCELLED', 'Cancelled.')
    const piece = file.size <= UPLOAD_PIECE ? file : file.slice(at, at + UPLOAD_PIECE)
    await call['capture.piece']({ upload: handle, data: await base64(piece, file.name) }, { signal })
  }
  return handle
}

function base64(piece: Blob, name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => {
      const url = typeof reader.result === 'string' ? reader.result : ''
      resolve(url.slice(url.indexOf(',') + 1))
    })
    reader.addEventListener('error', () =>
      reject(new CarrelError('BAD_INPUT', `“${name}” could not be read. It may have been moved or deleted.`))
    )
    reader.readAsDataURL(piece)
  })
}
