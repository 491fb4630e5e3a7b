import { passwordResetRequired } from '#src/domain/sign-in/sign-in-refusals.ts'
import type { Gate } from './gate.ts'

/** Somebody asked that this password be reset: only recovery goes on from here (Cognito: PasswordResetRequiredException). */
export const passwordReset: Gate = ({ user }) => {
  if (user.status === 'RESET_REQUIRED') throw passwordResetRequired()
  return null
}
