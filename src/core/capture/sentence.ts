/** Errors of a capture, as the receipt says them. */
import { CarrelError } from '#shared/contract/errors'

/** What the person is told; the cause of anything unexpected stays with the error. */
export function sentence(error: unknown, signal: AbortSignal | undefined): string {
  if (signal?.aborted) return 'Not added: cancelled.'
  if (error instanceof CarrelError && error.code !== 'INTERNAL')
    return error.message.replace(/([^.!?…])$/, '$1.')
  return 'It could not be read: something in it is not as it should be. Nothing was added.'
}
