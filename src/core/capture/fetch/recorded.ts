/** A guarded fetch that tells of every request it makes, each hop of a redirect included. */
import { CarrelError } from '#shared/contract/errors'
import type { WebRequest } from '#shared/contract/ledger'
import type { Clock } from '#core/ports'
import type { GuardedFetch } from '../guarded-fetch'
import { readUrl } from '../links'

const LONGEST = 500

export function recordedFetch(
  fetch: GuardedFetch,
  record: (request: WebRequest) => void,
  clock: Clock
): GuardedFetch {
  return async (request) => {
    let sent: string | undefined
    const tell = (url: string, rest: Pick<WebRequest, 'outcome' | 'bytes' | 'message'>): void =>
      record({ at: clock.now(), url: shown(url), why: request.why, ...rest })
    const asked = (url: string): void => {
      if (sent !== undefined) tell(sent, { outcome: 'redirected', bytes: 0 })
      sent = url
    }
    try {
      const answer = await fetch({ ...request, asked })
      tell(sent ?? answer.url, { outcome: 'answered', bytes: answer.bytes.length })
      return answer
    } catch (error) {
      const message = error instanceof CarrelError ? error.message : 'Something went wrong inside Carrel.'
      // A redirect to where Carrel does not go ends the request that was sent.
      tell(sent ?? request.url, { outcome: sent === undefined ? 'not-sent' : 'failed', bytes: 0, message })
      throw error
    }
  }
}

/** A ledger is shown and printed; passwords and pictures inside of addresses have no place there. */
function shown(address: string): string {
  const url = readUrl(address)
  if (url) {
    url.username = ''
    url.password = ''
  }
  const text = url?.href ?? address
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
