import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import type { BrandTarget } from '#src/domain/branding/brand.ts'

const PURPOSE = 'brand-preview'

/** What the link to a preview carries: whose look, and until when. Signed for one pool; opens nothing else. */
export function previewToken({ keyedHash }: { keyedHash: Pick<KeyedHash, 'sign'> }, { poolId, clientId }: BrandTarget, expiresAt: Date): string {
  const payload = Buffer.from(JSON.stringify([clientId, Math.floor(expiresAt.getTime() / 1000)])).toString('base64url')
  return `${payload}.${keyedHash.sign(PURPOSE, `${poolId}|${payload}`)}`
}

/** Whose look a token shows; null when it was not signed for this pool, or is over. */
export function readPreviewToken({ keyedHash }: { keyedHash: Pick<KeyedHash, 'verify'> }, poolId: string, token: string, now: Date): BrandTarget | null {
  const dot = token.indexOf('.')
  const payload = token.slice(0, dot)
  if (dot < 1 || token.length > 1000 || !keyedHash.verify(PURPOSE, `${poolId}|${payload}`, token.slice(dot + 1))) return null
  const [clientId, expires] = JSON.parse(Buffer.from(payload, 'base64url').toString()) as [string | null, number]
  return expires * 1000 > now.getTime() ? { poolId, clientId } : null
}
