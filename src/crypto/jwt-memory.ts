import { hash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { judgeJwt, openJwt, type GenuineJwt, type JwtPayload, type VerifiedJwt, type VerifyJwtOptions, type VerifyKey } from './jwt.ts'

/** Verifies as `verifyJwt` does; the payload is frozen, because whoever brings the token again gets the same one. */
export type VerifyRemembering = (token: string, keys: ReadonlyMap<string, VerifyKey>, options: VerifyJwtOptions) => VerifiedJwt

/**
 * Remembers for the last `max` genuine tokens, by their SHA-256, that the signature was good: checking it costs more than
 * the rest of a request. Only the signature is remembered: times, issuer and type are judged at every call, and a key that
 * is not, or not as the same object, among `keys` any more is as good as none, so that withdrawing it works at once.
 */
export function createJwtMemory({ max }: { max: number }): VerifyRemembering {
  const genuine = new LRUCache<string, GenuineJwt>({ max })
  return (token, keys, options) => {
    const digest = hash('sha256', token, 'base64')
    const known = genuine.get(digest)
    if (known !== undefined && keys.get(known.header.kid) === known.key) return judgeJwt(known, options)
    const opened = openJwt(token, keys)
    if (opened === undefined) {
      genuine.delete(digest)
      return { kind: 'invalid' }
    }
    genuine.set(digest, { ...opened, payload: frozen(opened.payload) })
    return judgeJwt(opened, options)
  }
}

function frozen(payload: JwtPayload): JwtPayload {
  for (const value of Object.values(payload)) if (typeof value === 'object' && value !== null) frozen(value as JwtPayload)
  return Object.freeze(payload)
}
