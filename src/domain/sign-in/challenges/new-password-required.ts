import { recordUserEvent } from '#src/domain/activity/record-user-event.ts'
import { writableAttributes } from '#src/domain/app-clients/read-app-client.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { missingParameter } from '#src/domain/sign-in/require-parameter.ts'
import { invalidSession } from '#src/domain/sign-in/sign-in-refusals.ts'
import { requiredAttributes } from '#src/domain/user-pools/read-user-pool.ts'
import { changeUser, withAttributes } from '#src/domain/users/change-user.ts'
import { requireLastingPassword, requireNewPassword } from '#src/domain/users/password-credential.ts'
import { storePassword } from '#src/domain/users/store-password.ts'
import type { Attributes, User } from '#src/domain/users/user.ts'
import { checkAttributes, requireRequiredAttributes } from '#src/domain/users/validate-attributes.ts'
import type { ChallengeAnswer, ChallengeDeps, ChallengeStrategy } from './challenge-strategy.ts'

const PREFIX = 'userAttributes.'

/**
 * NEW_PASSWORD_REQUIRED: an own password in place of a temporary one, with the required attributes that were missing. A required
 * attribute that has a value stays as it is, nobody proves a contact here, and only what the client may write is written.
 * InvalidParameter, InvalidPassword, PasswordHistoryPolicyViolation, NotAuthorized; the record stays for another try.
 */
export const newPasswordRequired: ChallengeStrategy = {
  singleUse: false,
  async judge(deps, answer) {
    const { pool, user, responses } = answer
    if (user?.status !== 'FORCE_CHANGE_PASSWORD') throw invalidSession()
    const password = responses['NEW_PASSWORD']
    if (password === undefined) throw missingParameter('NEW_PASSWORD', 'password')
    const given = newAttributes(answer, user)
    await requireLastingPassword(pool, password)
    await requireNewPassword(deps, pool, user, password)
    return { user, amr: [], tokenSource: 'NewPasswordChallenge', change: () => applyAnswer(deps, answer, user, password, given) }
  },
}

const newAttributes = ({ pool, client, responses }: ChallengeAnswer, user: User): Attributes => {
  const given = Object.fromEntries(Object.entries(responses)
    .filter(([name, value]) => name.startsWith(PREFIX) && user.attributes[name.slice(PREFIX.length)] !== value && value !== '')
    .map(([name, value]) => [name.slice(PREFIX.length), value]))
  const provided = requiredAttributes(pool).find((name) => name in given && user.attributes[name])
  if (provided !== undefined) throw new DomainError('InvalidParameter', `Cannot modify an already provided ${provided}`, { reason: 'attributes', field: provided })
  const writer = { kind: 'user', writable: writableAttributes(pool, client) } as const
  // What is set for the first time may be immutable: this is where the account is completed.
  const isFirst = (name: string) => !user.attributes[name]
  const checked = {
    ...checkAttributes(pool, { given: pick(given, isFirst), writer, moment: 'create' }),
    ...checkAttributes(pool, { given: pick(given, (name) => !isFirst(name)), writer, moment: 'update' }),
  }
  requireRequiredAttributes(pool, { ...user.attributes, ...checked })
  return checked
}

const applyAnswer = async (deps: ChallengeDeps, { pool, client }: ChallengeAnswer, user: User, password: string, given: Attributes): Promise<User> => {
  const unproven = Object.fromEntries(Object.keys(given).filter((name) => name === 'email' || name === 'phone_number').map((name) => [`${name}_verified`, 'false']))
  const completed = Object.keys(given).length === 0
    ? user
    : await changeUser(deps, pool, user, (current) => ({ ...current, attributes: withAttributes(current.attributes, { ...given, ...unproven }) }))
  const stored = await storePassword(deps, pool, completed, password, (current) => {
    if (current.status !== 'FORCE_CHANGE_PASSWORD') throw invalidSession()
    return { ...current, status: 'CONFIRMED' }
  })
  recordUserEvent(deps, { user, type: 'PasswordChange', clientId: client.id })
  return stored
}

const pick = (attributes: Attributes, wanted: (name: string) => boolean): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => wanted(name)))
