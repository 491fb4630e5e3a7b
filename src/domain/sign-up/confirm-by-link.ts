import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { isDomainError } from '#src/domain/domain-error.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { confirmSignUp, type ConfirmSignUpDeps, type ConfirmSignUpOutcome } from './confirm-sign-up.ts'

export type ConfirmByLinkOutcome = ({ kind: 'confirmed' } & ConfirmSignUpOutcome) | { kind: 'spent' }

/**
 * Confirms an account by the link of a message, once the person presses the button: opening a link must change nothing, since mail
 * scanners open links. `spent`: used, replaced, too old, or never ours. LimitExceeded, AliasExists, trigger refusals.
 */
export const confirmByLink = async (
  deps: ConfirmSignUpDeps, input: { pool: UserPool; client: AppClient; username: string; code: string },
): Promise<ConfirmByLinkOutcome> => {
  try {
    return { kind: 'confirmed', ...(await confirmSignUp(deps, { ...input, wire: 'hosted' })) }
  } catch (error) {
    if (isDomainError(error) && (error.code === 'ExpiredCode' || error.code === 'CodeMismatch' || error.code === 'NotAuthorized')) return { kind: 'spent' }
    throw error
  }
}
