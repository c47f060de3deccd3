/** The quiet sign's words: whether what was done is on the disk. */
import { useKept } from '../api/context'
import { useInfo } from '../api/queries'

/** `warn`: something the person should know about. */
export function useSaved(): { words: string; warn: boolean } {
  const readOnly = useInfo().data?.readOnly !== undefined
  const { waiting, refused, everSaved } = useKept()
  if (readOnly) return { words: 'Read only', warn: true }
  if (refused !== undefined) return { words: 'Not saved yet', warn: true }
  if (waiting > 0) return { words: 'Saving…', warn: false }
  return { words: everSaved ? 'Saved on this computer' : 'On this computer', warn: false }
}
