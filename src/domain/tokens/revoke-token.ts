import { digestToken } from '#src/crypto/token-digest.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { refreshRotation } from '#src/domain/app-clients/read-app-client.ts'
import type { Clock } from '#src/domain/clock.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { TokenFamily, TokenStore } from './token-store.ts'

export type RevokeTokenDeps = { clock: Clock; tokens: Pick<TokenStore, 'findFamilyOfToken' | 'revokeFamily'> }

/**
 * Ends the family of a refresh token, and returns it: with it die all its access and ID tokens. Idempotent; a token that is unknown or
 * of another client changes nothing (RFC 7009 §2.2). UnsupportedOperation when the client has revocation off,
 * UnsupportedTokenType for an access or ID token.
 */
export async function revokeToken(deps: RevokeTokenDeps, { client, token }: { client: AppClient; token: string }): Promise<TokenFamily | null> {
  if (!client.settings.EnableTokenRevocation && !refreshRotation(client).enabled) {
    throw new DomainError('UnsupportedOperation', 'Token revocation is not enabled for this client.')
  }
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) throw new DomainError('UnsupportedTokenType', 'Unsupported token type.')
  const family = await deps.tokens.findFamilyOfToken(digestToken(token))
  if (family === null || family.clientId !== client.id || family.poolId !== client.poolId || family.revokedAt !== null) return null
  await deps.tokens.revokeFamily(family.originJti, deps.clock.now())
  return family
}
