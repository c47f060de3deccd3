/** Which computer and user this is: for what must not travel with a library that is synchronised. */
import { createHash } from 'node:crypto'
import { hostname, userInfo } from 'node:os'

/** A short hash: a library's files do not say what its computers are called. */
export function thisMachine(): string {
  return createHash('sha256').update(`${hostname()}\n${userName()}`).digest('hex').slice(0, 16)
}

/** Some systems have no name for a user; the computer's alone then has to do. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return ''
  }
}
