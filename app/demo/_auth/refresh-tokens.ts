import type { JWT } from 'next-auth/jwt'
import type { DemoSettings } from '#src/contracts/hosted/runtime-door.ts'
import { discover } from './discover.ts'

type TokenAnswer = { readonly access_token: string; readonly id_token?: string; readonly refresh_token?: string; readonly expires_in: number; readonly error?: string }

/** New tokens for the refresh token (RFC 6749 §6); keeps the old ones and names the error when the provider refuses. */
export const refreshTokens = async ({ issuer, clientId, clientSecret }: DemoSettings, token: JWT): Promise<JWT> => {
  const { token_endpoint } = await discover(issuer)
  const answer = await fetch(token_endpoint, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: token.refreshToken ?? '' }),
  })
  const fresh = (await answer.json()) as TokenAnswer
  if (!answer.ok) return { ...token, refreshError: fresh.error ?? String(answer.status) }
  return {
    ...token,
    accessToken: fresh.access_token,
    idToken: fresh.id_token ?? token.idToken,
    // Only a provider that rotates sends a new one.
    refreshToken: fresh.refresh_token ?? token.refreshToken,
    expiresAt: Math.floor(Date.now() / 1000) + fresh.expires_in,
    refreshError: undefined,
  }
}
