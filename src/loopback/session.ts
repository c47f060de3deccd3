/**
 * Who may speak to this host: whoever came with the one-time token that was printed, and then holds the cookie it
 * was exchanged for. Both are 256 random bits and are compared in constant time.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export interface Session {
  /** For the address that is printed; good for one use. */
  readonly token: string
  /** The `Set-Cookie` value in exchange for the token; undefined when it is wrong or was used. */
  redeem(token: string): string | undefined
  /** Whether a `Cookie` header carries our cookie. */
  admits(cookieHeader: string | undefined): boolean
}

/** `port` is part of the cookie's name: browsers do not keep the cookies of different ports apart. */
export function createSession(port: number): Session {
  const token = randomBytes(32).toString('base64url')
  const secret = randomBytes(32).toString('base64url')
  const name = `carrel-${port}`
  let used = false
  return {
    token,
    redeem(given) {
      const right = same(given, token)
      if (!right || used) return undefined
      used = true
      return `${name}=${secret}; HttpOnly; SameSite=Strict; Path=/`
    },
    admits(header) {
      const values = (header ?? '').split(';').map((pair) => pair.trim())
      return values.some((pair) => pair.startsWith(`${name}=`) && same(pair.slice(name.length + 1), secret))
    }
  }
}

/** Hashes first, so that neither the length nor the place of the first difference shows in the time taken. */
function same(a: string, b: string): boolean {
  const hash = (s: string): Buffer => createHash('sha256').update(s).digest()
  return timingSafeEqual(hash(a), hash(b))
}
