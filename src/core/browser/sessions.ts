/** One save of the Connector: several requests under one id that the extension made up. */
import { CarrelError } from '#shared/contract/errors'

export interface SaveSession {
  /** The extension's id of an item → the article. */
  readonly articles: Map<string, string>
  /** Articles that were given a PDF or book in this save: a page that comes later goes behind it. */
  readonly hasFile: Set<string>
  readonly url: string
  readonly title: string
}

export interface Sessions {
  has(id: string): boolean
  start(id: string, about: { url: string; title: string }): SaveSession
  /** Throws CarrelError NOT_FOUND. */
  need(id: string): SaveSession
}

/** More than anybody saves between two answers of the extension; the oldest go. */
const MOST = 200

export function createSessions(): Sessions {
  const all = new Map<string, SaveSession>()
  return {
    has: (id) => all.has(id),
    start(id, about) {
      const session = { articles: new Map<string, string>(), hasFile: new Set<string>(), ...about }
      all.set(id, session)
      for (const old of all.keys()) if (all.size > MOST) all.delete(old)
      return session
    },
    need(id) {
      const found = all.get(id)
      if (!found) throw new CarrelError('NOT_FOUND', 'That save is not known any more. Save the page again.')
      return found
    }
  }
}
