/** Saving from the browser: the door on this computer through which browser extensions and the bookmarklet come. */
import { z } from 'zod'
import { call } from './define'

export const browserStatus = z.object({
  /** Switched on by the person, on this computer. */
  on: z.boolean(),
  /** Whether something listens at `address` now. */
  open: z.boolean(),
  /** `http://127.0.0.1:23119`. */
  address: z.string(),
  /** Why it is not open although it is switched on. */
  problem: z.string().optional(),
  /** For SingleFile: where to send pages, and the token that it must show. Only while switched on. */
  singleFile: z.object({ url: z.string(), token: z.string() }).optional(),
  /** A `javascript:` address to keep as a bookmark. Only while switched on. */
  bookmarklet: z.string().optional()
})
export type BrowserStatus = z.infer<typeof browserStatus>

export const browserContract = {
  'browser.status': call(z.object({}), browserStatus),
  'browser.switch': call(z.object({ on: z.boolean() }), browserStatus),
  /** Makes a new token; the old one, in SingleFile and in the bookmarklet, is worth nothing from then on. */
  'browser.renew': call(z.object({}), browserStatus)
}
