import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import { recordUserEvent } from '#src/domain/activity/record-user-event.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { writableAttributes } from '#src/domain/app-clients/read-app-client.ts'
import { DomainError, isDomainError } from '#src/domain/domain-error.ts'
import { deliverCode, type DeliverCodeDeps } from '#src/domain/messages/deliver-code.ts'
import type { CodeDelivery } from '#src/domain/messages/mask-destination.ts'
import type { Wire } from '#src/domain/sign-in/sign-in-attempt.ts'
import { runPostConfirmation } from '#src/domain/triggers/post-confirmation.ts'
import { type PreSignUpAnswer, runPreSignUp } from '#src/domain/triggers/pre-sign-up.ts'
import type { ClientContext, ClientMetadata } from '#src/domain/triggers/trigger-context.ts'
import { allowsPasswordless, allowsSelfRegistration, usernameIsAttribute } from '#src/domain/user-pools/read-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { changeUser, type ChangeUserDeps } from '#src/domain/users/change-user.ts'
import { hidesUserExistence } from '#src/domain/users/find-user.ts'
import { makeCredential, type MakeCredentialDeps, requireLastingPassword } from '#src/domain/users/password-credential.ts'
import type { UserStore } from '#src/domain/users/user-store.ts'
import { userNames } from '#src/domain/users/user-names.ts'
import type { Attributes, User } from '#src/domain/users/user.ts'
import { checkAttributes, requireRequiredAttributes } from '#src/domain/users/validate-attributes.ts'
import { validationText } from '#src/domain/validation-error.ts'
import { newUser, newUserNames, refuseForeignSub, usernameExists } from './new-user.ts'
import { pretendSignUp, type PretendSignUpDeps } from './pretend-sign-up.ts'
import { makeSignUpProof } from './sign-up-proof.ts'
import { confirmsByLink, verificationContact } from './verification-contact.ts'

export type SignUpDeps = ChangeUserDeps & DeliverCodeDeps & MakeCredentialDeps & PretendSignUpDeps & {
  users: Pick<UserStore, 'createUser' | 'updateUser' | 'findUserById' | 'findUserByName'>
  keyedHash: Pick<KeyedHash, 'code' | 'sign'>
}

export type SignUpInput = {
  pool: UserPool
  client: AppClient
  wire: Wire
  /** A user name, or the address or number where the pool's users are named by it. */
  username: string
  /** Null only in pools that let people in without one. */
  password: string | null
  attributes: Attributes
  validationData?: ClientMetadata | undefined
  clientMetadata?: ClientMetadata | undefined
}

export type SignUpOutcome = {
  userId: string
  /** What confirmation, resend and sign-in are to be called with. */
  username: string
  confirmed: boolean
  /** Null when nothing was sent: an operator confirms. */
  delivery: CodeDelivery | null
  /** Lets the browser that signed up correct its address (changeUnconfirmedAddress). Not for others' eyes. */
  proof: string
}

/**
 * Stores a new user and sends the code or link (Cognito: SignUp). Of racing calls for one name exactly one wins, by the unique
 * index on canonical names; the others get UsernameExists. On hosted pages that name users by address or number a taken one looks
 * like a free one, and its owner is told by message. NotAuthorized, InvalidParameter, InvalidPassword, CodeDeliveryFailure, trigger refusals.
 */
export const signUp = async (deps: SignUpDeps, input: SignUpInput): Promise<SignUpOutcome> => {
  const { pool, client } = input
  if (!allowsSelfRegistration(pool)) throw new DomainError('NotAuthorized', 'SignUp is not permitted for this user pool', { reason: 'sign-up-closed' })
  const context: ClientContext = { pool, client, clientMetadata: input.clientMetadata }
  const id = deps.random.uuid()
  const { username, attributes } = await checkedInput(input, id)
  if (username !== id) await refuseForeignSub(deps, pool, username)
  const answer = await runPreSignUp(deps, context, {
    source: 'PreSignUp_SignUp', userName: username, userAttributes: attributes, validationData: input.validationData,
  })
  const credential = input.password === null ? null : await makeCredential(deps, pool, { username, password: input.password })
  const user = newUser({ pool, id, username, status: 'UNCONFIRMED', attributes, credential, now: deps.clock.now() })
  try {
    const stored = await storeUser(deps, pool, user, answer)
    return await finishSignUp(deps, context, stored, input.username)
  } catch (error) {
    if (!isNameTaken(error) || !hidesTakenNames(input)) throw error
    return await pretendSignUp(deps, context, { typed: input.username, attributes, confirmed: answer.autoConfirmUser })
  }
}

const checkedInput = async (input: SignUpInput, id: string) => {
  const { pool, client, password } = input
  const names = newUserNames(pool, id, input.username, input.attributes)
  const attributes = checkAttributes(pool, {
    given: names.attributes, moment: 'create',
    writer: { kind: 'user', writable: new Set([...writableAttributes(pool, client), ...pool.settings.UsernameAttributes]) },
  })
  const given = Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== ''))
  if ('preferred_username' in given && pool.settings.AliasAttributes.includes('preferred_username')) {
    throw new DomainError('InvalidParameter', 'preferred_username is an alias in this user pool: it can be set once the account is confirmed.', {
      reason: 'attributes', field: 'preferred_username', violations: [{ field: 'preferred_username', rule: 'not_writable' }],
    })
  }
  requireRequiredAttributes(pool, given)
  if (password !== null) await requireLastingPassword(pool, password)
  else requirePasswordless(pool)
  return { username: names.username, attributes: withContactFlags(given) }
}

const requirePasswordless = (pool: UserPool): void => {
  if (allowsPasswordless(pool)) return
  throw new DomainError('InvalidParameter', validationText([{ member: 'password', constraint: 'Member must not be null' }]), { reason: 'password-policy', field: 'password', violations: [{ field: 'password', rule: 'required' }] })
}

/** New contacts are unproven. */
const withContactFlags = (attributes: Attributes): Attributes => ({
  ...attributes,
  ...(attributes['email'] ? { email_verified: 'false' } : {}),
  ...(attributes['phone_number'] ? { phone_number_verified: 'false' } : {}),
})

const storeUser = async (deps: SignUpDeps, pool: UserPool, user: User, answer: PreSignUpAnswer): Promise<User> => {
  requireAttributesToVerify(user.attributes, answer)
  try {
    await deps.users.createUser(user, userNames(pool, user))
  } catch (error) {
    if (isDomainError(error) && error.code === 'AliasExists') throw usernameExists(error.details.field)
    if (isDomainError(error) && error.code === 'UsernameExists') throw usernameExists()
    throw error
  }
  if (!answer.autoConfirmUser && !answer.autoVerifyEmail && !answer.autoVerifyPhone) return user
  // A second step, so that a verified alias moves here from its holder: the user is whole, if unconfirmed, should it fail.
  return changeUser(deps, pool, user, (current) => ({
    ...current,
    status: answer.autoConfirmUser ? 'CONFIRMED' : current.status,
    attributes: {
      ...current.attributes,
      ...(answer.autoVerifyEmail ? { email_verified: 'true' } : {}),
      ...(answer.autoVerifyPhone ? { phone_number_verified: 'true' } : {}),
    },
  }), { takeOver: true })
}

const requireAttributesToVerify = (attributes: Attributes, answer: PreSignUpAnswer): void => {
  const missing = answer.autoVerifyEmail && !attributes['email'] ? 'email' : answer.autoVerifyPhone && !attributes['phone_number'] ? 'phone_number' : null
  if (missing) throw new DomainError('InvalidLambdaResponse', `Cannot verify ${missing} automatically: the user has none`, { reason: 'trigger-response', field: missing })
}

const finishSignUp = async (deps: SignUpDeps, context: ClientContext, user: User, typed: string): Promise<SignUpOutcome> => {
  const { pool } = context
  const outcome = {
    userId: user.id,
    username: usernameIsAttribute(pool) ? typed : user.username,
    proof: makeSignUpProof(deps.keyedHash, context.client, user.id),
  }
  recordUserEvent(deps, { user, type: 'SignUp', response: user.status === 'CONFIRMED' ? 'Pass' : 'InProgress', clientId: context.client.id })
  if (user.status === 'CONFIRMED') {
    await runPostConfirmation(deps, context, { source: 'PostConfirmation_ConfirmSignUp', user })
    return { ...outcome, confirmed: true, delivery: null }
  }
  const contact = verificationContact(pool, user.attributes)
  const delivery = contact && await deliverCode(deps, {
    context, user, contact, codePurpose: 'sign-up', messagePurpose: 'sign-up', source: 'CustomMessage_SignUp', byLink: confirmsByLink(pool),
  })
  return { ...outcome, confirmed: false, delivery }
}

const isNameTaken = (error: unknown): boolean => isDomainError(error) && error.code === 'UsernameExists'

const hidesTakenNames = ({ pool, client, wire }: SignUpInput): boolean =>
  wire === 'hosted' && hidesUserExistence(client, wire) && usernameIsAttribute(pool)
