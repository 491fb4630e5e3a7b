import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { SignatureClaim } from './signed-request.ts'

const hmac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text).digest()

export type Scope = Pick<SignatureClaim, 'date' | 'region' | 'service'>

/** Signing keys of a day, region and service, derived from a secret once (AWS Signature Version 4: deriving the signing key). */
export function createSigningKeyReader(): (secret: string, scope: Scope) => KeyObject {
  const derived = new LRUCache<string, KeyObject>({ max: 256 })
  return (secret, { date, region, service }) => {
    const name = `${date}/${region}/${service}/${secret}`
    const known = derived.get(name)
    if (known !== undefined) return known
    // As an object: the bytes of a key are looked at anew by each use.
    const key = createSecretKey(hmac(hmac(hmac(hmac(`AWS4${secret}`, date), region), service), 'aws4_request'))
    derived.set(name, key)
    return key
  }
}

/** The signature over a canonical request's digest, lower-case hexadecimal. */
export const signatureOf = (key: KeyObject, { time, date, region, service }: Scope & { time: string }, digest: string): string =>
  createHmac('sha256', key).update(`AWS4-HMAC-SHA256\n${time}\n${date}/${region}/${service}/aws4_request\n${digest}`).digest('hex')
