/** Whole-library files to and from this computer, in pieces. */
import type { CarrelClient } from '#shared/contract/index'
import { UPLOAD_PIECE } from '#shared/contract/capture'
import { CarrelError } from '#shared/contract/errors'
import { download } from '../../ui/download'

export interface SavedFile {
  name: string
  missing: number
}

/** Makes the file and hands it to the browser's downloads. `told` hears how far it is, in words. */
export async function saveBackupFile(
  call: CarrelClient,
  signal: AbortSignal,
  told: (words: string) => void
): Promise<SavedFile> {
  const made = await call['backup.toFile'](
    {},
    { signal, onProgress: ({ done, total }) => told(`Packing ${done} of ${total} files…`) }
  )
  try {
    const pieces: Blob[] = []
    for (let from = 0; from < made.bytes;) {
      const { data } = await call['backup.read']({ file: made.file, from }, { signal })
      const piece = toBlob(data)
      if (piece.size === 0)
        throw new CarrelError('INTERNAL', 'The backup file ended early. Nothing was saved.')
      pieces.push(piece)
      from += piece.size
      told(`Handing over ${Math.round((100 * from) / made.bytes)} %…`)
    }
    download(made.fileName, new Blob(pieces, { type: 'application/gzip' }))
    return { name: made.fileName, missing: made.missing.length }
  } finally {
    await call['backup.release']({ file: made.file })
  }
}

function toBlob(base64: string): Blob {
  return new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))])
}

/** Answers with the handle that stands for the file in the core. */
export async function handOver(
  call: CarrelClient,
  file: File,
  told: (words: string) => void
): Promise<string> {
  const { upload } = await call['backup.begin']({ size: file.size })
  for (let at = 0; at < file.size; at += UPLOAD_PIECE) {
    const bytes = new Uint8Array(await file.slice(at, at + UPLOAD_PIECE).arrayBuffer())
    await call['backup.piece']({ upload, data: toBase64(bytes) })
    told(`Reading the file: ${Math.round((100 * Math.min(at + UPLOAD_PIECE, file.size)) / file.size)} %…`)
  }
  return upload
}

function toBase64(bytes: Uint8Array): string {
  let text = ''
  // A call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 32_768)
    text += String.fromCharCode(...bytes.subarray(at, at + 32_768))
  return btoa(text)
}
