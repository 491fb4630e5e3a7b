import { selfSignedCertificate } from '#src/crypto/self-signed-certificate.ts'
import type { SigningKeys } from '#src/domain/tokens/signing-keys.ts'
import { type FindPoolDeps, requireUserPool } from './require-user-pool.ts'

export type GetSigningCertificateDeps = FindPoolDeps & { signingKeys: Pick<SigningKeys, 'inUse'> }

const YEARS_VALID = 10

/**
 * The certificate of the key that signs now: DER in base64, without the lines of PEM. Valid for ten years from the day the key came
 * into use; a new key brings a new one. ResourceNotFound (Cognito: GetSigningCertificate).
 */
export const getSigningCertificate = async (deps: GetSigningCertificateDeps, request: { UserPoolId: string }): Promise<string> => {
  const pool = await requireUserPool(deps, request.UserPoolId)
  const { key, since } = await deps.signingKeys.inUse(pool)
  const notAfter = new Date(since)
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + YEARS_VALID)
  return selfSignedCertificate(key, { commonName: pool.id, notBefore: since, notAfter }).toString('base64')
}
