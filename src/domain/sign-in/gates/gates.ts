import { accountKept } from './account-kept.ts'
import type { Gate } from './gate.ts'
import { newPassword } from './new-password.ts'
import { passwordReset } from './password-reset.ts'
import { secondFactor } from './second-factor.ts'
import { userConfirmed } from './user-confirmed.ts'
import { userEnabled } from './user-enabled.ts'
import { wantedLevel } from './wanted-level.ts'

/** In the order they are asked, whatever the way in (Cognito: authentication flow). A new gate is a file and a place here. */
export const GATES: readonly Gate[] = [userEnabled, userConfirmed, passwordReset, newPassword, wantedLevel, secondFactor, accountKept]
