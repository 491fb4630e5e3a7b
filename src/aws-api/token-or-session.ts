import { DomainError } from '#src/domain/domain-error.ts'

/** What authorizes the set-up of an authenticator: a user's token, or the session of a sign-in that asks for it. */
export type TokenOrSession = { accessToken: string; session?: undefined } | { session: string }

/** The one of both that is given; the token where both are. InvalidParameter without any. */
export function requireTokenOrSession({ AccessToken, Session }: { AccessToken?: string; Session?: string }): TokenOrSession {
  if (AccessToken !== undefined) return { accessToken: AccessToken }
  if (Session !== undefined) return { session: Session }
  throw new DomainError('InvalidParameter', 'One of AccessToken and Session is required.', { field: 'accessToken' })
}
