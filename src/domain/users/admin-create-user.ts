import type { Random } from '#src/crypto/random.ts'
import { DomainError, isDomainError } from '#src/domain/domain-error.ts'
import { newUser, newUserNames, refuseForeignSub, usernameExists } from '#src/domain/sign-up/new-user.ts'
import { runPreSignUp } from '#src/domain/triggers/pre-sign-up.ts'
import type { ClientMetadata, TriggerContext } from '#src/domain/triggers/trigger-context.ts'
import { allowsPasswordless, usernameIsAttribute } from '#src/domain/user-pools/read-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { changeUser, type ChangeUserDeps } from './change-user.ts'
import { contactFlags, withContactFlags } from './contact-flags.ts'
import { requireUser } from './find-user.ts'
import { inviteUser, type InviteUserDeps } from './invite-user.ts'
import { makeCredential, type MakeCredentialDeps, makeTemporaryPassword, requirePasswordPolicy } from './password-credential.ts'
import { storePassword } from './store-password.ts'
import { userNames } from './user-names.ts'
import type { UserStore } from './user-store.ts'
import type { Attributes, User } from './user.ts'
import { checkAttributes } from './validate-attributes.ts'

export type AdminCreateUserDeps = ChangeUserDeps & InviteUserDeps & MakeCredentialDeps & {
  random: Random
  users: Pick<UserStore, 'createUser' | 'updateUser' | 'setPassword' | 'findUserById' | 'findUserByName'>
}

export type AdminCreateUserInput = {
  pool: UserPool
  username: string
  attributes: Attributes
  /** When absent it is made by the pool's policy, or there is none where people sign in without one. */
  temporaryPassword?: string | undefined
  /** RESEND: a new temporary password for a user that is invited already. SUPPRESS: no message. */
  messageAction?: 'RESEND' | 'SUPPRESS' | undefined
  deliveryMediums?: readonly ('EMAIL' | 'SMS')[] | undefined
  forceAliasCreation?: boolean | undefined
  validationData?: ClientMetadata | undefined
  clientMetadata?: ClientMetadata | undefined
}

/**
 * An operator makes a user with a temporary password and invites them (Cognito: AdminCreateUser). Required attributes may be
 * missing: the first sign-in asks for them. Without a password the user is confirmed at once. UsernameExists, AliasExists, UnsupportedUserState, UserNotFound (resend),
 * InvalidParameter, InvalidPassword, trigger refusals. Of racing calls for one name one wins.
 */
export const adminCreateUser = async (deps: AdminCreateUserDeps, input: AdminCreateUserInput): Promise<User> => {
  const { pool } = input
  if (input.temporaryPassword !== undefined) requirePasswordPolicy(pool, input.temporaryPassword)
  const context: TriggerContext = { pool, client: null, clientMetadata: input.clientMetadata }
  const renews = input.messageAction === 'RESEND'
  const password = input.temporaryPassword ?? (allowsPasswordless(pool) && !renews ? null : makeTemporaryPassword(pool, deps.random))
  const user = renews && password !== null ? await renewInvitation(deps, input, password) : await createInvited(deps, context, input, password)
  if (input.messageAction !== 'SUPPRESS') await inviteUser(deps, context, { user, password, mediums: input.deliveryMediums ?? ['SMS'] })
  return user
}

const renewInvitation = async (deps: AdminCreateUserDeps, { pool, username }: AdminCreateUserInput, password: string): Promise<User> => {
  const requireInvited = (user: User): User => {
    if (user.status === 'FORCE_CHANGE_PASSWORD') return user
    throw new DomainError('UnsupportedUserState', `Resend not possible. ${username} status is not FORCE_CHANGE_PASSWORD`, { reason: 'user-state' })
  }
  const user = requireInvited(await requireUser(deps, pool, username))
  return storePassword(deps, pool, user, password, requireInvited, { temporary: true })
}

const createInvited = async (deps: AdminCreateUserDeps, context: TriggerContext, input: AdminCreateUserInput, password: string | null): Promise<User> => {
  const { pool } = input
  const id = deps.random.uuid()
  const names = newUserNames(pool, id, input.username, input.attributes)
  const checked = checkAttributes(pool, { given: names.attributes, writer: { kind: 'operator' }, moment: 'create' })
  const attributes = withContactFlags(Object.fromEntries(Object.entries(checked).filter(([, value]) => value !== '')))
  if (names.username !== id) await refuseForeignSub(deps, pool, names.username)
  await runPreSignUp(deps, context, {
    source: 'PreSignUp_AdminCreateUser', userName: names.username, userAttributes: attributes, validationData: input.validationData,
  })
  const credential = password === null ? null : await makeCredential(deps, pool, { username: names.username, password, temporary: true })
  const status = password === null ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD'
  const user = newUser({ pool, id, username: names.username, status, attributes, credential, now: deps.clock.now() })
  if (input.forceAliasCreation !== true) {
    await create(deps, pool, user)
    return user
  }
  // Unproven first, then proven by a step that may take the alias over: the user is whole in between.
  const unproven = { ...user, attributes: { ...attributes, ...contactFlags(attributes, () => 'false') } }
  await create(deps, pool, unproven)
  return changeUser(deps, pool, unproven, (current) => ({ ...current, attributes: { ...current.attributes, ...contactFlags(attributes, (flag) => attributes[flag] ?? 'false') } }), { takeOver: true })
}

const create = async (deps: AdminCreateUserDeps, pool: UserPool, user: User): Promise<void> => {
  try {
    await deps.users.createUser(user, userNames(pool, user))
  } catch (error) {
    if (isDomainError(error) && error.code === 'UsernameExists') throw usernameExists()
    if (isDomainError(error) && error.code === 'AliasExists' && usernameIsAttribute(pool)) throw usernameExists(error.details.field)
    throw error
  }
}
