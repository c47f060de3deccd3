/** What people are told when the disk refuses. */
import { CarrelError } from '#shared/contract/errors'
import { codeOf } from './file-system'

/** The system's error code as a sentence: what is wrong with the disk. */
export function whyRefused(error: unknown): string {
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'The disk is full.'
    case 'EACCES':
    case 'EPERM':
      return "Carrel is not allowed to write to the library's folder."
    case 'EROFS':
      return "The disk with the library's folder is read-only."
    case 'EIO':
      return 'The disk reports an error.'
    case 'EMFILE':
    case 'ENFILE':
      return 'Too many files are open on this computer.'
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ESTALE':
      return "The library's folder, or a file in it, is no longer where it was."
    default:
      return `The disk refused (${codeOf(error) || (error instanceof Error ? error.message : 'unknown reason')}).`
  }
}

/** The refusal of one edit. */
export function notSaved(error: unknown): CarrelError {
  const hint =
    codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT' ? ' Free some space and try again.' : ''
  const message = `${whyRefused(error)} The last change was not saved; everything before it is safe.${hint}`
  return new CarrelError(
    'NOT_SAVED',
    message,
    { reason: codeOf(error) || 'unknown', why: whyRefused(error) },
    error
  )
}

/** A compaction that the disk refused: nothing is lost by it. */
export function notTidied(error: unknown): CarrelError {
  const message = `${whyRefused(error)} The library could not be tidied up; everything saved is safe.`
  return new CarrelError('NOT_SAVED', message, { reason: codeOf(error) || 'unknown' }, error)
}

/** `1 article`, `12 articles`. */
export function counted(n: number, thing: string): string {
  return `${n} ${thing}${n === 1 ? '' : 's'}`
}
