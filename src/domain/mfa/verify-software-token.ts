import { decodeBase32 } from '#src/crypto/base32.ts'
import { matchingStep } from '#src/crypto/totp.ts'
import { limitAttempt, type LimitAttemptDeps } from '#src/domain/attempts/limit-attempt.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { requireOffered } from './associate-software-token.ts'
import { softwareTokenNotFound } from './mfa-refusals.ts'
import type { SoftwareToken, SoftwareTokenStore } from './software-token-store.ts'

export type VerifySoftwareTokenDeps = LimitAttemptDeps & { softwareTokens: Pick<SoftwareTokenStore, 'findSoftwareToken' | 'saveSoftwareToken'> }

export type VerifySoftwareTokenInput = {
  pool: UserPool
  user: User
  userCode: string
  friendlyName: string | null
}

/**
 * Takes an authenticator into use by its first code, which is used up by that (Cognito: VerifySoftwareToken). It replaces an older
 * one; whether it is asked for at sign-in is the user's preference to say. At most 15 tries an hour: LimitExceeded;
 * SoftwareTokenMFANotFound when none waits, EnableSoftwareTokenMFA for a wrong code.
 */
export const verifySoftwareToken = async (deps: VerifySoftwareTokenDeps, input: VerifySoftwareTokenInput): Promise<void> => {
  requireOffered(input.pool)
  await limitAttempt(deps, 'verify-software-token', input.user.id)
  await activateSeed(deps, await deps.softwareTokens.findSoftwareToken(input.user.id), input)
  await deps.attempts.resetAttempts('verify-software-token', input.user.id)
}

/** Makes the waiting seed the live one if the code is its. Of racing calls one wins. */
export const activateSeed = async (
  deps: VerifySoftwareTokenDeps, token: SoftwareToken | null, { userCode, friendlyName }: Pick<VerifySoftwareTokenInput, 'userCode' | 'friendlyName'>,
): Promise<void> => {
  if (!token?.pendingSeed) throw softwareTokenNotFound()
  const now = deps.clock.now()
  const step = matchingStep(decodeBase32(token.pendingSeed), userCode, now)
  if (step === null) throw codeMismatch()
  const live = { ...token, seed: token.pendingSeed, pendingSeed: null, friendlyName, lastStep: step, updatedAt: now }
  // Whoever came first left another seed behind, which this code is not of.
  if (!(await deps.softwareTokens.saveSoftwareToken(live))) throw codeMismatch()
}

const codeMismatch = (): DomainError => new DomainError('EnableSoftwareTokenMFA', 'Code mismatch', { reason: 'app-code-mismatch' })
