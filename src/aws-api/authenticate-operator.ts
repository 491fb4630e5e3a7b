import type { IncomingMessage } from 'node:http'
import { AwsError } from './aws-error.ts'

/** Who signed a request of an operator, as far as it matters: the region its credential scope names. */
export type Operator = { region: string }

/** Believes a signed request, or refuses it. `body` is what the signature must cover. */
export type AuthenticateOperator = (req: IncomingMessage, body: Buffer) => Promise<Operator>

const SCOPE = /Credential=[^/\s,]+\/\d{8}\/([a-z0-9-]{1,40})\/[a-z-]+\/aws4_request/

/**
 * Asks for no signature (SIGV4=any, development): the credential scope still says which region is meant. Browsers let any page call
 * this machine, so only pages of this machine may: AccessDeniedException for others.
 */
export const acceptAnyOperator = (defaultRegion: string): AuthenticateOperator => (req) => {
  const { origin, host, authorization = '' } = req.headers
  if (origin !== undefined && !isNear(origin, host)) {
    return Promise.reject(new AwsError('AccessDeniedException', 'Pages of other sites cannot call the operations of operators: signatures are not checked here.', 403))
  }
  return Promise.resolve({ region: SCOPE.exec(authorization)?.[1] ?? defaultRegion })
}

const LOOPBACK = /^(localhost|([a-z0-9-]+\.)+localhost|127(\.\d{1,3}){3}|\[::1\])$/

function isNear(origin: string, host: string | undefined): boolean {
  const url = URL.parse(origin)
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === origin && (LOOPBACK.test(url.hostname) || url.host === host)
}
