import { randomBytes } from 'node:crypto'

export type AuthorizeParameters = { readonly poolId: string; readonly clientId: string; readonly redirectUri: string; readonly state?: string; readonly [other: string]: string | undefined }

/** Address of an authorize request, path-based. */
export const authorizeUrl = (url: string, { poolId, clientId, redirectUri, state = randomBytes(8).toString('hex'), ...others }: AuthorizeParameters): string => {
  const query = new URLSearchParams({ response_type: 'code', client_id: clientId, redirect_uri: redirectUri, scope: 'openid email profile', state })
  for (const [name, value] of Object.entries(others)) if (value !== undefined) query.set(name, value)
  return `${url}/${poolId}/oauth2/authorize?${query.toString()}`
}
