import { DomainError } from '#src/domain/domain-error.ts'
import { activeFactors } from '#src/domain/mfa/active-factors.ts'
import type { Gate } from './gate.ts'

/**
 * Where the pool demands a second factor of everybody, or the user has switched one on, a password alone does not get in
 * (Cognito: MFA in user pools). No factor can be judged yet: InvalidUserPoolConfiguration, rather than an entry without it.
 */
export const secondFactor: Gate = ({ pool, user }) => {
  if (pool.settings.MfaConfiguration !== 'ON' && activeFactors(pool, user).length === 0) return null
  throw new DomainError('InvalidUserPoolConfiguration', 'A second factor is required, and this server cannot ask for one.', { reason: 'second-factor-unavailable' })
}
