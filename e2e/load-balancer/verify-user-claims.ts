import { verify } from 'node:crypto'

/** What an application must know to trust the header: whose signature, for which client, from which provider. */
export type Trusted = { readonly arn: string; readonly clientId: string; readonly issuer: string; readonly now: number; readonly fetchKey: (kid: string) => Promise<string> }

/**
 * The claims in `x-amzn-oidc-data`, or undefined when signature, signer, client, issuer or expiry are not the trusted
 * ones: what AWS tells applications behind a load balancer to check.
 */
export const verifyUserClaims = async (token: string, trusted: Trusted): Promise<Record<string, unknown> | undefined> => {
  const [header, payload, signature] = token.split('.')
  if (header === undefined || payload === undefined || signature === undefined) return undefined
  const { alg, kid, signer, iss, client, exp } = decode(header)
  if (alg !== 'ES256' || typeof kid !== 'string' || signer !== trusted.arn || iss !== trusted.issuer || client !== trusted.clientId) return undefined
  if (typeof exp !== 'number' || exp <= trusted.now) return undefined
  const key = await trusted.fetchKey(kid)
  const genuine = verify('sha256', Buffer.from(`${header}.${payload}`), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))
  return genuine ? decode(payload) : undefined
}

const decode = (part: string): Record<string, unknown> => {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>
  } catch {
    return {} // no JSON: nothing in it can be trusted
  }
}
