/** The ledger: what Carrel itself asked of the web, so that a person can see what left their computer. */
import { z } from 'zod'
import { call } from './define'

/** So many requests are kept; older ones make room. */
export const LEDGER_MOST = 1000

export const webRequest = z.object({
  /** When it ended: ISO 8601, UTC. */
  at: z.string(),
  /** The address that was asked, without user name and password; cut after 500 characters. */
  url: z.string(),
  why: z.enum(['page', 'image', 'details']),
  outcome: z.enum(['answered', 'redirected', 'failed', 'not-sent']),
  /** Of the answer, unpacked. */
  bytes: z.int().nonnegative(),
  /** For a person, of one that failed or was not sent: `Answered 404`. */
  message: z.string().optional()
})
export type WebRequest = z.infer<typeof webRequest>

export const ledgerContract = {
  /** Newest first. */
  'ledger.list': call(z.object({}), z.array(webRequest)),
  /** Forgets all of it. */
  'ledger.clear': call(z.object({}), z.object({}))
}
