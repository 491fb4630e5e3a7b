import { AuthenticationFailure } from './authentication-failure.ts'
import { seal, unseal } from './seal.ts'

/** What the load balancer remembers of a signed-in browser; it keeps no state of its own. */
export type Session = {
  readonly accessToken: string
  readonly refreshToken: string | undefined
  /** Seconds since 1970. */
  readonly accessTokenExpiresAt: number
  readonly sessionExpiresAt: number
  readonly claims: Readonly<Record<string, unknown>> & { readonly sub: string }
}

const SHARD_LENGTH = 3900
const MOST_SHARDS = 4
const PURPOSE = 'session'

export type CookieJar = Readonly<Record<string, string>>

/** Cookie values `<name>-0` to `<name>-3` that hold the session, encrypted; AuthUserinfoResponseSizeExceeded when four do not hold it. */
export const sealSession = (key: Buffer, name: string, session: Session): Record<string, string> => {
  const sealed = seal(key, PURPOSE, session)
  const count = Math.ceil(sealed.length / SHARD_LENGTH)
  if (count > MOST_SHARDS) throw new AuthenticationFailure('AuthUserinfoResponseSizeExceeded', `${sealed.length} characters of session`)
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}-${index}`, sealed.slice(index * SHARD_LENGTH, (index + 1) * SHARD_LENGTH)]))
}

/** The session in a browser's cookies; undefined when there is none, or it was altered or is over. */
export const openSession = (key: Buffer, name: string, cookies: CookieJar, now: number): Session | undefined => {
  const sealed = shardNames(name).map((shard) => cookies[shard] ?? '').join('')
  const session = sealed === '' ? undefined : (unseal(key, PURPOSE, sealed) as Session | undefined)
  return session === undefined || session.sessionExpiresAt <= now ? undefined : session
}

/** Every shard a session may have: what a sign-out must expire. */
export const shardNames = (name: string): string[] => Array.from({ length: MOST_SHARDS }, (_, index) => `${name}-${index}`)
