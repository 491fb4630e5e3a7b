import { createPublicKey, type KeyObject } from 'node:crypto'
import type { Problem } from './env.ts'

/**
 * What encrypts codes for functions that send messages: a key that both sides have, the public half of one that the function has, or
 * AWS KMS (another endpoint where one is named).
 */
export type CodeKey =
  | { readonly kind: 'aes'; readonly key: Buffer }
  | { readonly kind: 'rsa'; readonly publicKey: KeyObject }
  | { readonly kind: 'kms'; readonly endpoint: string | null }

const SMALLEST_RSA = 2048

/** Keys by the ARN that pools have as KMSKeyID, from items `<ARN>=<aes|rsa|kms>[:<value>]`; the rest goes to `problems`. */
export function readCodeKeys(items: readonly string[], problems: Problem[]): ReadonlyMap<string, CodeKey> {
  const keys = new Map<string, CodeKey>()
  for (const [index, item] of items.entries()) {
    const [, arn, kind, value = ''] = /^(arn:[^=\s]+)=(aes|rsa|kms)(?::(.*))?$/s.exec(item) ?? []
    const key = kind === undefined ? null : readKey(kind, value)
    if (arn !== undefined && key !== null && !keys.has(arn)) keys.set(arn, key)
    // The item may hold a key: only its place is named.
    else problems.push({ variable: 'CODE_KEYS', sentence: `CODE_KEYS has an item that cannot be used, or one ARN twice: number ${index + 1}.`, mend: MEND })
  }
  return keys
}

const MEND = 'Use <KMSKeyID>=aes:<32 bytes in base64>, <KMSKeyID>=rsa:<public key of 2048 bits or more, DER in base64>, or <KMSKeyID>=kms, separated by commas.'

function readKey(kind: string, value: string): CodeKey | null {
  if (kind === 'kms') return readKms(value)
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return null
  const bytes = Buffer.from(value, 'base64')
  return kind === 'aes' ? (bytes.length === 32 ? { kind: 'aes', key: bytes } : null) : readRsa(bytes)
}

function readKms(endpoint: string): CodeKey | null {
  if (endpoint === '') return { kind: 'kms', endpoint: null }
  return URL.canParse(endpoint) && /^https?:$/.test(new URL(endpoint).protocol) ? { kind: 'kms', endpoint } : null
}

function readRsa(der: Buffer): CodeKey | null {
  try {
    const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' })
    const { modulusLength = 0 } = publicKey.asymmetricKeyDetails ?? {}
    return publicKey.asymmetricKeyType === 'rsa' && modulusLength >= SMALLEST_RSA ? { kind: 'rsa', publicKey } : null
  } catch {
    return null // not such a key: told as a problem
  }
}
