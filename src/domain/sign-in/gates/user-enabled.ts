import { hidesUserExistence } from '#src/domain/users/find-user.ts'
import { incorrectCredentials, userDisabled } from '#src/domain/sign-in/sign-in-refusals.ts'
import type { Gate } from './gate.ts'

/** A disabled user does not get in; where existence is hidden the text says no more than for a wrong password. */
export const userEnabled: Gate = ({ user, client, wire }) => {
  if (user.enabled) return null
  if (hidesUserExistence(client, wire)) throw incorrectCredentials('user-disabled')
  throw userDisabled()
}
