/** The quiet sign's words: whether what was done is on the disk. */
import { useUnsaved } from '../api/context'
import type { LibraryInfo } from '#shared/contract/library'
import { useInfoOf } from '../api/queries'

const isReadOnly = (info: LibraryInfo): boolean => info.readOnly !== undefined

/** `warn`: something the person should know about. */
export function useSaved(): { words: string; warn: boolean } {
  const readOnly = useInfoOf(isReadOnly) === true
  const { waiting, refused, everSaved } = useUnsaved()
  if (readOnly) return { words: 'Read only', warn: true }
  if (refused !== undefined) return { words: 'Not saved yet', warn: true }
  if (waiting > 0) return { words: 'Saving…', warn: false }
  return { words: everSaved ? 'Saved on this computer' : 'On this computer', warn: false }
}
