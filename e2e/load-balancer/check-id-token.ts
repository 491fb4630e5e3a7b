import { AuthenticationFailure } from './authentication-failure.ts'

type Expected = { readonly issuer: string; readonly clientId: string; readonly now: number }

/** Step 4: issuer, audience and expiry of the ID token; returns its subject. The channel it came by vouches for the rest. */
export const checkIdToken = (idToken: string, { issuer, clientId, now }: Expected): string => {
  const claims = readClaims(idToken)
  const refuse = (claim: string) => new AuthenticationFailure('AuthInvalidIdToken', claim)
  const { iss, aud, exp, sub } = claims
  if (iss !== issuer) throw refuse('iss')
  if (aud !== clientId && !(Array.isArray(aud) && aud.includes(clientId))) throw refuse('aud')
  if (typeof exp !== 'number' || exp <= now) throw refuse('exp')
  if (typeof sub !== 'string' || sub === '') throw refuse('sub')
  return sub
}

const readClaims = (idToken: string): Record<string, unknown> => {
  try {
    return JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString('utf8')) as Record<string, unknown>
  } catch {
    throw new AuthenticationFailure('AuthInvalidIdToken', 'not a JWT')
  }
}
