import type { Sealer } from '#src/crypto/sealing.ts'
import type { TokenStore } from '#src/domain/tokens/token-store.ts'
import type { Sql } from '#src/storage/engine/sql.ts'
import { createAccessContextReader, createAccessDescriber, readRefreshContext } from './read-contexts.ts'
import { liveSessions } from './live-sessions.ts'
import { createFamily, findFamilyOfToken, revokeFamiliesOfGrant, revokeFamily, revokeUser } from './token-families.ts'
import { rotateRefreshToken } from './rotate-refresh-token.ts'

export type TokenStoreDeps = { sql: Sql; sealer: Sealer }

/** Refresh-token families, by hand-written statements: every token request goes through here. */
export function createTokenStore(deps: TokenStoreDeps): TokenStore {
  return {
    createFamily: (family, refreshTokenDigest, grant, settles = null) => createFamily(deps, { family, refreshTokenDigest, grant, settles }),
    ...liveSessions(deps),
    readRefreshContext: (digest) => readRefreshContext(deps, digest),
    rotateRefreshToken: (input) => rotateRefreshToken(deps, input),
    revokeFamily: (originJti, at) => revokeFamily(deps, originJti, at),
    revokeFamiliesOfGrant: (grantId, at) => revokeFamiliesOfGrant(deps, grantId, at),
    findFamilyOfToken: (digest) => findFamilyOfToken(deps, digest),
    revokeUser: (poolId, userId, at) => revokeUser(deps, poolId, userId, at),
    readAccessContext: createAccessContextReader(deps),
    describeAccess: createAccessDescriber(deps),
  }
}
