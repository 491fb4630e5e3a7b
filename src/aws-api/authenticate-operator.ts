import type { IncomingMessage } from 'node:http'

/** Who signed a request of an operator, as far as it matters: the region its credential scope names. */
export type Operator = { region: string }

/** Believes a signed request, or refuses it. `body` is what the signature must cover. */
export type AuthenticateOperator = (req: IncomingMessage, body: Buffer) => Promise<Operator>

const SCOPE = /Credential=[^/\s,]+\/\d{8}\/([a-z0-9-]{1,40})\/[a-z-]+\/aws4_request/

/** Asks for no signature (SIGV4=any, development): the credential scope still says which region is meant. */
export const acceptAnyOperator = (defaultRegion: string): AuthenticateOperator => (req) =>
  Promise.resolve({ region: SCOPE.exec(req.headers.authorization ?? '')?.[1] ?? defaultRegion })
