import { isPublicClient, secretMatches } from '#src/domain/app-clients/read-app-client.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { text } from '#src/domain/constraint.ts'
import { DomainError } from '#src/domain/domain-error.ts'

/** A client secret as it is (Cognito: ClientSecretType), where no hash of it is asked for. */
export const clientSecret = text({ min: 1, max: 64, pattern: '[\\w+]+' })

/** A confidential client proves itself by one of its secrets, a public one has none to give. The given code, in both cases. */
export function requireClientSecret(client: AppClient, given: string | undefined, refusal: 'NotAuthorized' | 'Unauthorized'): void {
  if (isPublicClient(client) ? given === undefined : given !== undefined && secretMatches(client, given)) return
  throw new DomainError(refusal, given === undefined ? 'Client secret is required.' : 'Invalid client secret.', { reason: 'client-secret' })
}
