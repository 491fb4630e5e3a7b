import { AwsError } from '#src/aws-api/aws-error.ts'

/** What a request says of its own signature (AWS Signature Version 4). */
export type SignatureClaim = {
  accessKeyId: string
  /** `YYYYMMDD` of the credential scope. */
  date: string
  region: string
  service: string
  signedHeaders: readonly string[]
  /** Lower-case hexadecimal, 64 digits. */
  signature: string
  /** `YYYYMMDDTHHMMSSZ`, as signed. */
  time: string
  /** Seconds for which a presigned request holds; null for one signed in its header. */
  expires: number | null
}

const ALGORITHM = 'AWS4-HMAC-SHA256'
const CREDENTIAL = /^(\w{1,128})\/(\d{8})\/([a-z0-9-]{1,40})\/([a-z-]{1,40})\/aws4_request$/
const HEADER_LIST = /^[a-z0-9-]+(;[a-z0-9-]+)*$/
const SIGNATURE = /^[0-9a-f]{64}$/
const TIME = /^\d{8}T\d{6}Z$/
/** A week (AWS: presigned requests). */
const LONGEST_VALIDITY = 604_800

/**
 * Reads the claim from the Authorization header, or from the address of a presigned request. MissingAuthenticationTokenException without
 * either, IncompleteSignatureException for one that is not well-formed.
 */
export function readSignatureClaim(authorization: string | undefined, date: string | undefined, query: URLSearchParams): SignatureClaim {
  if (authorization === undefined) {
    if (!query.has('X-Amz-Algorithm')) throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token')
    return fromQuery(query)
  }
  const [algorithm, rest] = splitOnce(authorization.trim(), ' ')
  if (algorithm !== ALGORITHM) throw incomplete('The Authorization header names no supported algorithm.')
  const parts = new Map<string, string>()
  for (const part of rest.split(',')) {
    const [name, value] = splitOnce(part.trim(), '=')
    if (parts.has(name)) throw incomplete('A part of the Authorization header is there twice.')
    parts.set(name, value)
  }
  return claimOf({ credential: parts.get('Credential'), signedHeaders: parts.get('SignedHeaders'), signature: parts.get('Signature'), time: date, expires: null })
}

function fromQuery(query: URLSearchParams): SignatureClaim {
  const one = (name: string): string | undefined => {
    const values = query.getAll(name)
    return values.length === 1 ? values[0] : undefined
  }
  if (one('X-Amz-Algorithm') !== ALGORITHM) throw incomplete('X-Amz-Algorithm names no supported algorithm.')
  const expires = one('X-Amz-Expires')
  if (expires === undefined || !/^\d{1,6}$/.test(expires) || Number(expires) < 1 || Number(expires) > LONGEST_VALIDITY) {
    throw incomplete('X-Amz-Expires must be between 1 and 604800 seconds.')
  }
  return claimOf({
    credential: one('X-Amz-Credential'), signedHeaders: one('X-Amz-SignedHeaders'), signature: one('X-Amz-Signature'), time: one('X-Amz-Date'), expires: Number(expires),
  })
}

type Parts = { credential: string | undefined; signedHeaders: string | undefined; signature: string | undefined; time: string | undefined; expires: number | null }

function claimOf({ credential, signedHeaders, signature, time, expires }: Parts): SignatureClaim {
  const scope = CREDENTIAL.exec(credential ?? '')
  if (scope === null) throw incomplete('The signature names no well-formed Credential.')
  if (signedHeaders === undefined || !HEADER_LIST.test(signedHeaders)) throw incomplete('The signature names no well-formed SignedHeaders.')
  if (signature === undefined || !SIGNATURE.test(signature)) throw incomplete('The signature is no 64 hexadecimal digits.')
  if (time === undefined || !TIME.test(time)) throw incomplete('The request names no well-formed X-Amz-Date.')
  const [, accessKeyId = '', date = '', region = '', service = ''] = scope
  if (!time.startsWith(date)) throw incomplete('The date of the Credential is not the one of X-Amz-Date.')
  return { accessKeyId, date, region, service, signedHeaders: signedHeaders.split(';'), signature, time, expires }
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

const incomplete = (message: string): AwsError => new AwsError('IncompleteSignatureException', message)
