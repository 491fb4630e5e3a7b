import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from 'jose'
import { createHash } from 'node:crypto'
import { epochSeconds } from '#src/domain/clock.ts'
import type { Clock } from '#src/domain/clock.ts'
import { digestToken } from '#src/crypto/token-digest.ts'
import { equalInConstantTime } from '#src/crypto/constant-time.ts'
import type { ModelStore } from './model-store.ts'

export type DpopDeps = { clock: Clock; models: Pick<ModelStore, 'insertOnce'> }

/** Seconds a proof may be old, or ahead. */
const WINDOW = 300

/**
 * Whether a DPoP proof shows possession of the key `jkt` for this request and access token (RFC 9449 §4.3), for the first
 * time. One statement for a proof that is otherwise right.
 */
export async function isPossessionProved(
  deps: DpopDeps, proof: string, expected: { poolId: string; method: string; url: string; accessToken: string; jkt: string },
): Promise<boolean> {
  const now = epochSeconds(deps.clock.now())
  const verified = await jwtVerify(proof, EmbeddedJWK, { algorithms: ['ES256', 'Ed25519', 'EdDSA'], typ: 'dpop+jwt', currentDate: deps.clock.now() }).catch(() => null)
  if (verified === null) return false
  const { payload: { iat, jti, htm, htu, ath }, protectedHeader: { jwk } } = verified
  if (typeof iat !== 'number' || Math.abs(now - iat) > WINDOW || typeof jti !== 'string' || jti === '' || jwk === undefined) return false
  if (htm !== expected.method || typeof htu !== 'string' || !isSameUrl(htu, expected.url)) return false
  const hash = createHash('sha256').update(expected.accessToken, 'ascii').digest('base64url')
  if (typeof ath !== 'string' || !equalInConstantTime(ath, hash)) return false
  const thumbprint = await calculateJwkThumbprint(jwk)
  if (thumbprint !== expected.jkt) return false
  return deps.models.insertOnce(
    { poolId: expected.poolId, model: 'ReplayDetection', idDigest: digestToken(`dpop ${thumbprint} ${jti}`) }, {},
    { grantId: null, uid: null, userCode: null, accountId: null, expiresAt: new Date((now + 2 * WINDOW) * 1000) },
  )
}

function isSameUrl(given: string, expected: string): boolean {
  if (!URL.canParse(given)) return false
  const url = new URL(given)
  url.search = url.hash = ''
  return url.href === new URL(expected).href
}
