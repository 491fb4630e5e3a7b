import { sign } from 'node:crypto'
import type { LoadBalancerContext } from './load-balancer-context.ts'
import type { Session } from './session-cookies.ts'

const LIFETIME_SECONDS = 120

/** base64url as AWS writes it: with padding, which RFC 7515 §2 leaves out. */
export const paddedBase64url = (bytes: Buffer): string => bytes.toString('base64').replaceAll('+', '-').replaceAll('/', '_')

/** Step 8: the claims as `x-amzn-oidc-data`, an ES256 JWT (Elastic Load Balancing: user claims encoding). */
export const signUserClaims = ({ settings, signingKey, arn }: LoadBalancerContext, claims: Session['claims']): string => {
  const { issuer, clientId, clock } = settings
  const exp = clock() + LIFETIME_SECONDS
  const header = { alg: 'ES256', kid: signingKey.kid, signer: arn, iss: issuer, client: clientId, exp }
  const signed = [header, { ...claims, exp, iss: issuer }].map((part) => paddedBase64url(Buffer.from(JSON.stringify(part)))).join('.')
  const signature = sign('sha256', Buffer.from(signed), { key: signingKey.privateKey, dsaEncoding: 'ieee-p1363' })
  return `${signed}.${paddedBase64url(signature)}`
}
