import type { AuthenticateOperator } from '#src/aws-api/authenticate-operator.ts'
import { AwsError } from '#src/aws-api/aws-error.ts'
import { minutes, seconds } from '#src/contracts/duration.ts'
import { equalInConstantTime } from '#src/crypto/constant-time.ts'
import type { AccessKeyStore } from '#src/domain/access-keys/access-key-store.ts'
import type { Clock } from '#src/domain/clock.ts'
import { type ArrivedRequest, canonicalRequest, sha256Hex } from './canonical-request.ts'
import { readSignatureClaim, type SignatureClaim } from './signed-request.ts'
import { createSigningKeyReader, signatureOf } from './signing-key.ts'

export type VerifyOperatorDeps = {
  accessKeys: Pick<AccessKeyStore, 'findAccessKey' | 'touchAccessKey'>
  clock: Clock
  /** Regions that credential scopes may name. */
  regions: 'any' | readonly string[]
}

const SERVICE = 'cognito-idp'
/** How far a caller's clock may be off (AWS Signature Version 4). */
const SKEW = minutes(5)
/** Without these a signature would hold for another host, time or operation. */
const ALWAYS_SIGNED = ['host', 'x-amz-date', 'x-amz-target'] as const

/**
 * Believes a request that is signed by a live access key, in its header or its address (AWS Signature Version 4): for this host, time,
 * operation and body. Costs no statement, but for noting once a minute that the key is in use. Refuses with the errors of AWS.
 */
export function createOperatorVerifier(deps: VerifyOperatorDeps): AuthenticateOperator {
  const signingKeyOf = createSigningKeyReader()
  return async (req, body) => {
    const query = (req.url ?? '').split('?')[1] ?? ''
    const claim = readSignatureClaim(req.headers.authorization, headerOf(req.headers['x-amz-date']), new URLSearchParams(query))
    requireForm(deps, claim, req.headers)
    const key = await deps.accessKeys.findAccessKey(claim.accessKeyId)
    if (key === null) throw new AwsError('UnrecognizedClientException', 'The access key of the signature is unknown or revoked.')
    const request: ArrivedRequest = { method: req.method ?? '', query, rawHeaders: req.rawHeaders, body }
    const signingKey = signingKeyOf(key.secret, claim)
    const isOver = (host: string): boolean =>
      equalInConstantTime(signatureOf(signingKey, claim, sha256Hex(canonicalRequest(request, claim.signedHeaders, host))), claim.signature)
    if (!hostsOf(req.rawHeaders, req.headers.host).some(isOver)) throw invalid('The signature is not the one of this request under the secret of its access key.')
    // After the signature, so that only the key's holder learns whether it was in time.
    requireTime(deps.clock.now(), claim)
    await deps.accessKeys.touchAccessKey(key.id, deps.clock.now())
    return { region: claim.region }
  }
}

function requireForm({ regions }: VerifyOperatorDeps, claim: SignatureClaim, headers: NodeJS.Dict<string | string[]>): void {
  if (claim.service !== SERVICE) throw invalid(`The credential must be scoped to the service ${SERVICE}.`)
  if (regions !== 'any' && !regions.includes(claim.region)) throw invalid('The credential must be scoped to a region of this server.')
  const required = claim.expires === null ? ALWAYS_SIGNED : ALWAYS_SIGNED.filter((name) => name !== 'x-amz-date')
  const missing = required.find((name) => !claim.signedHeaders.includes(name))
  if (missing !== undefined) throw invalid(`The header ${missing} must be signed.`)
  if (headers['x-amz-security-token'] !== undefined) throw new AwsError('UnrecognizedClientException', 'Session tokens are not issued by this server.')
  const digest = headerOf(headers['x-amz-content-sha256'])
  if (digest !== undefined && !/^[0-9a-f]{64}$/.test(digest)) throw invalid('The body must be signed.')
}

function requireTime(now: Date, { time, expires }: SignatureClaim): void {
  const signed = Date.parse(time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  const age = now.getTime() - signed
  const longest = expires === null ? SKEW : seconds(expires)
  if (Number.isNaN(age) || age < -SKEW) throw invalid(`Signature not yet current: ${time} is later than the time here.`)
  if (age > longest) throw invalid(`Signature expired: ${time} is too long ago.`)
}

/** What the caller may have taken for the host: the one it sent, and the public one where a proxy has put another. */
function hostsOf(rawHeaders: readonly string[], publicHost: string | undefined): string[] {
  const at = rawHeaders.findIndex((name, index) => index % 2 === 0 && name.toLowerCase() === 'host')
  return [...new Set([rawHeaders[at + 1], publicHost].filter((host) => host !== undefined))]
}

const headerOf = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value)

const invalid = (message: string): AwsError => new AwsError('InvalidSignatureException', message)
