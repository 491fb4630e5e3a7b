import type { ClientCredentialsToken } from '#src/domain/tokens/client-credentials.ts'
import type { MintedTokens } from '#src/domain/tokens/mint-tokens.ts'

type Answer = { access_token: string; id_token?: string; refresh_token?: string; token_type: string; expires_in: number; scope?: string }

/** The token endpoint's answer (Cognito: token endpoint). `scope` only where it differs from what was asked for (RFC 6749 §5.1). */
export function tokenResponse(tokens: MintedTokens & { refreshToken: string | null }, asked: string): Answer {
  return {
    ...(tokens.idToken !== null && { id_token: tokens.idToken }),
    access_token: tokens.accessToken,
    ...(tokens.refreshToken !== null && { refresh_token: tokens.refreshToken }),
    expires_in: tokens.expiresIn,
    token_type: tokens.tokenType,
    ...(tokens.scope !== asked && { scope: tokens.scope }),
  }
}

/** The same for a machine's token. */
export const machineTokenResponse = (token: ClientCredentialsToken, asked: string | undefined): Answer => ({
  access_token: token.accessToken, expires_in: token.expiresIn, token_type: token.tokenType, ...(token.scope !== asked && { scope: token.scope }),
})
