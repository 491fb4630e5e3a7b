import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import { recordUserEvent } from '#src/domain/activity/record-user-event.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { limitAttempt } from '#src/domain/attempts/limit-attempt.ts'
import { checkCode, type CheckCodeDeps, codeMismatch, expiredCode, spendCode, type SpendCodeDeps } from '#src/domain/codes/check-code.ts'
import { DomainError, isDomainError } from '#src/domain/domain-error.ts'
import type { Wire } from '#src/domain/sign-in/sign-in-attempt.ts'
import { invalidSession } from '#src/domain/sign-in/sign-in-refusals.ts'
import { runPostConfirmation } from '#src/domain/triggers/post-confirmation.ts'
import type { ClientMetadata, TriggerDeps } from '#src/domain/triggers/trigger-context.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { changeUser, type ChangeUserDeps } from '#src/domain/users/change-user.ts'
import { findUser, type FindUserDeps, hidesUserExistence, unknownSubject } from '#src/domain/users/find-user.ts'
import { refuseHeldAliases } from '#src/domain/users/refuse-held-aliases.ts'
import type { User } from '#src/domain/users/user.ts'
import { readSignUpProof } from './sign-up-proof.ts'

export type ConfirmSignUpDeps = CheckCodeDeps & SpendCodeDeps & ChangeUserDeps & FindUserDeps & TriggerDeps & {
  keyedHash: Pick<KeyedHash, 'code' | 'name' | 'verify'>
}

export type ConfirmSignUpInput = {
  pool: UserPool
  client: AppClient
  wire: Wire
  username: string
  code: string
  /** Take a verified address or number over from the account that has it as alias. */
  forceAliasCreation?: boolean | undefined
  /**
   * The proof of whoever signed up. On hosted pages it names the account, and may hear that it is confirmed already; elsewhere it is
   * the Session, and must be of the account that is named.
   */
  proof?: string | undefined
  clientMetadata?: ClientMetadata | undefined
}

export type ConfirmSignUpOutcome = { userId: string; username: string }

/**
 * Confirms an account by its code and verifies the contact it went to (Cognito: ConfirmSignUp). The try is counted first; of racing
 * calls with one code exactly one wins, the others get ExpiredCode. A conflict over an alias leaves the code alive.
 * LimitExceeded, CodeMismatch, ExpiredCode, NotAuthorized (not waiting for confirmation, another's session), AliasExists, UserNotFound, trigger refusals.
 */
export const confirmSignUp = async (deps: ConfirmSignUpDeps, input: ConfirmSignUpInput): Promise<ConfirmSignUpOutcome> => {
  const { pool, client } = input
  const user = await userToConfirm(deps, input)
  const live = await checkCode(deps, 'confirm-sign-up', user, 'sign-up', input.code).catch((error: unknown) => {
    throw isDomainError(error) && error.code === 'ExpiredCode' && isStranger(deps, input) ? codeMismatch() : error
  })
  const confirm = (current: User): User => {
    if (current.status !== 'UNCONFIRMED') throw notWaiting(current)
    // "Wrong address?" may have been answered since the code was checked: nobody has proved the new one.
    if (current.attributes[live.attribute] !== live.destination) throw expiredCode()
    return { ...current, status: 'CONFIRMED', attributes: { ...current.attributes, [`${live.attribute}_verified`]: 'true' } }
  }
  const takeOver = input.forceAliasCreation === true
  if (!takeOver) await refuseHeldAliases(deps, pool, confirm(user))
  await spendCode(deps, live)
  const confirmed = await changeUser(deps, pool, user, confirm, { takeOver })
  recordUserEvent(deps, { user, type: 'SignUp', clientId: client.id })
  await runPostConfirmation(deps, { pool, client, clientMetadata: input.clientMetadata }, { source: 'PostConfirmation_ConfirmSignUp', user: confirmed })
  return { userId: confirmed.id, username: confirmed.username }
}

const userToConfirm = async (deps: ConfirmSignUpDeps, input: ConfirmSignUpInput): Promise<User> => {
  const { pool, client, wire } = input
  const provenId = input.proof === undefined ? null : readSignUpProof(deps.keyedHash, client, input.proof)
  const byProof = wire === 'hosted' && provenId !== null
  const user = byProof ? await deps.users.findUserById(pool.id, provenId) : await findUser(deps, pool, input.username)
  if (wire !== 'hosted' && input.proof !== undefined && (user === null || provenId !== user.id)) throw invalidSession()
  const hides = hidesUserExistence(client, wire)
  if (!user) {
    if (!hides) throw new DomainError('UserNotFound', 'Username/client id combination not found.', { reason: 'user-not-found' })
    await limitAttempt(deps, 'confirm-sign-up', provenId ?? unknownSubject(deps.keyedHash, pool, input.username))
    throw wire === 'hosted' ? codeMismatch() : expiredCode()
  }
  if (user.status === 'UNCONFIRMED') return user
  if (wire !== 'hosted' || provenId === user.id) throw notWaiting(user)
  // A stranger at the page must not learn that the name belongs to an account in use.
  await limitAttempt(deps, 'confirm-sign-up', user.id)
  throw codeMismatch()
}

/** Whoever is at the page without having signed up there hears the same of every name: that the code is wrong. */
const isStranger = (deps: ConfirmSignUpDeps, { client, wire, proof }: ConfirmSignUpInput): boolean =>
  wire === 'hosted' && (proof === undefined || readSignUpProof(deps.keyedHash, client, proof) === null)

const notWaiting = (user: User): DomainError =>
  new DomainError('NotAuthorized', `User cannot be confirmed. Current status is ${user.status}`, { reason: user.status === 'CONFIRMED' ? 'already-confirmed' : 'user-state' })
