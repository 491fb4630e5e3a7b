import type { JwtPayload } from '#src/crypto/jwt.ts'
import { epochSeconds } from '#src/domain/clock.ts'
import type { Clock } from '#src/domain/clock.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { issuerOf } from './issuer.ts'
import type { SigningKeys } from './signing-keys.ts'
import type { AccessContext, AccessQuestion, DescribedUser, TokenUser } from './token-store.ts'

export type VerifyAccessTokenDeps = {
  clock: Clock
  publicUrl: string
  signingKeys: Pick<SigningKeys, 'verify'>
  tokens: { readAccessContext(question: AccessQuestion): Promise<AccessContext> }
}

/** For those who need no more of the user than applications are told. */
export type DescribeAccessDeps = Omit<VerifyAccessTokenDeps, 'tokens'> & { tokens: { describeAccess(question: AccessQuestion): Promise<AccessContext<DescribedUser>> } }

export type VerifiedAccessToken<Whose extends TokenUser = User> = {
  claims: JwtPayload
  clientId: string
  scopes: ReadonlySet<string>
  /** Thumbprint of the key it is bound to (RFC 9449 §6). */
  jkt: string | null
  user: Whose
}

/**
 * The one place where a user's access token is believed: signature, issuer, expiry, use, family not revoked, user there,
 * enabled, and not signed out since. One statement. NotAuthorized otherwise, with Cognito's words.
 */
export function verifyAccessToken(deps: VerifyAccessTokenDeps, presented: PresentedToken): Promise<VerifiedAccessToken> {
  return believe(deps, presented, (question) => deps.tokens.readAccessContext(question))
}

/** The same believing, with less of the user. */
export function describeAccessToken(deps: DescribeAccessDeps, presented: PresentedToken): Promise<VerifiedAccessToken<DescribedUser>> {
  return believe(deps, presented, (question) => deps.tokens.describeAccess(question))
}

type PresentedToken = { pool: UserPool; token: string }
type ClaimsDeps = Pick<VerifyAccessTokenDeps, 'clock' | 'publicUrl' | 'signingKeys'>

async function believe<Whose extends TokenUser>(deps: ClaimsDeps, { pool, token }: PresentedToken, read: (question: AccessQuestion) => Promise<AccessContext<Whose>>): Promise<VerifiedAccessToken<Whose>> {
  const claims = await verifiedClaims(deps, pool, token)
  const { sub, origin_jti: originJti, iat, client_id: clientId, username } = claims
  // Machine tokens name no user.
  if (typeof sub !== 'string' || typeof username !== 'string' || typeof clientId !== 'string' || typeof iat !== 'number') throw invalid()
  const { user, familyRevoked } = await read({ poolId: pool.id, userId: sub, originJti: typeof originJti === 'string' ? originJti : null })
  if (familyRevoked) throw revoked()
  if (user === null) throw new DomainError('UserNotFound', 'User does not exist.')
  if (!user.enabled) throw new DomainError('NotAuthorized', 'User is disabled.', { reason: 'user-disabled' })
  // Without a family the time is all there is, in whole seconds: in doubt the token is dead.
  if (originJti === undefined && user.tokensValidFrom !== null && iat * 1000 < user.tokensValidFrom.getTime()) throw revoked()
  return { claims, clientId, scopes: scopesOf(claims), jkt: jktOf(claims), user }
}

/** Signature, issuer, expiry and use of an access token, machine tokens included; no statement. */
export async function verifiedClaims(deps: ClaimsDeps, pool: UserPool, token: string): Promise<JwtPayload> {
  const verified = await deps.signingKeys.verify(pool, token, { issuer: issuerOf(pool, deps.publicUrl), now: epochSeconds(deps.clock.now()) })
  if (verified.kind === 'expired') throw new DomainError('NotAuthorized', 'Access Token has expired', { reason: 'access-token-expired' })
  if (verified.kind === 'invalid' || verified.payload.token_use !== 'access') throw invalid()
  return verified.payload
}

const scopesOf = ({ scope }: JwtPayload): ReadonlySet<string> => new Set(typeof scope === 'string' ? scope.split(' ').filter(Boolean) : [])

function jktOf({ cnf }: JwtPayload): string | null {
  const jkt = typeof cnf === 'object' && cnf !== null && 'jkt' in cnf ? cnf.jkt : null
  return typeof jkt === 'string' ? jkt : null
}

const invalid = (): DomainError => new DomainError('NotAuthorized', 'Invalid Access Token', { reason: 'access-token-invalid' })
const revoked = (): DomainError => new DomainError('NotAuthorized', 'Access Token has been revoked', { reason: 'access-token-revoked' })
