import { DomainError, isDomainError } from '#src/domain/domain-error.ts'
import { newUser } from '#src/domain/sign-up/new-user.ts'
import type { ClientContext, TriggerDeps } from '#src/domain/triggers/trigger-context.ts'
import { type MigratedUser, runUserMigration } from '#src/domain/triggers/user-migration.ts'
import { usernameIsAttribute } from '#src/domain/user-pools/read-user-pool.ts'
import type { Random } from '#src/crypto/random.ts'
import { canonicalName, canonicalUsername, contactKind } from './canonical-name.ts'
import { changeUser, type ChangeUserDeps } from './change-user.ts'
import { findUser } from './find-user.ts'
import { makeCredential, type MakeCredentialDeps } from './password-credential.ts'
import { refuseHeldAliases } from './refuse-held-aliases.ts'
import { userNames } from './user-names.ts'
import type { UserStore } from './user-store.ts'
import type { Attributes, User } from './user.ts'
import type { Wire } from '#src/domain/sign-in/sign-in-attempt.ts'
import { checkAttributes } from './validate-attributes.ts'

export type MigrateUserDeps = ChangeUserDeps & TriggerDeps & MakeCredentialDeps & {
  random: Pick<Random, 'uuid' | 'bytes'>
  users: Pick<UserStore, 'createUser' | 'updateUser' | 'findUserById' | 'findUserByName'>
}

/**
 * Fetches an unknown user from the pool's migration function and stores it; null when there is no function or it knows none
 * (Cognito: migrate user Lambda trigger). The password that the function accepted becomes the user's, whatever the policy says.
 * Of racing calls one stores the user (`created`); the others return the stored one, to be asked for the password as usual. Nobody is stored whose
 * address or number is another's alias, unless the function takes it over: AliasExists, UsernameExists. InvalidLambdaResponse, trigger refusals.
 * Sends no message.
 */
export const migrateUser = async (
  deps: MigrateUserDeps, input: { context: ClientContext; typed: string; password: string | null },
): Promise<{ user: User; created: boolean } | null> => {
  const { context, typed, password } = input
  const { pool } = context
  const migrated = await runUserMigration(deps, context, password === null
    ? { source: 'UserMigration_ForgotPassword', userName: typed }
    : { source: 'UserMigration_Authentication', userName: typed, password })
  if (!migrated) return null
  const id = deps.random.uuid()
  const { username, attributes } = migratedNames(context, id, typed, migrated)
  const keepsPassword = password !== null && migrated.finalUserStatus === 'CONFIRMED'
  const credential = keepsPassword ? await makeCredential(deps, pool, { username, password }) : null
  const { verified, unverified } = withoutVerification(attributes)
  const user = newUser({ pool, id, username, status: migrated.finalUserStatus, attributes: unverified, credential, now: deps.clock.now() })
  try {
    // Verified comes second: somebody whose address is another's must not be stored without it.
    if (!migrated.forceAliasCreation) await refuseHeldAliases(deps, pool, { ...user, attributes: { ...user.attributes, ...verified } })
    await deps.users.createUser(user, userNames(pool, user))
  } catch (error) {
    const winner = isDomainError(error) && (error.code === 'UsernameExists' || error.code === 'AliasExists') ? await findUser(deps, pool, typed) : null
    if (!winner) throw error
    return { user: winner, created: false }
  }
  if (Object.keys(verified).length === 0 && !migrated.enableSmsMfa) return { user, created: true }
  const changed = await changeUser(deps, pool, user, (current) => ({
    ...current,
    attributes: { ...current.attributes, ...verified },
    mfa: migrated.enableSmsMfa ? { enabled: ['SMS_MFA'], preferred: 'SMS_MFA' } : current.mfa,
  }), { takeOver: migrated.forceAliasCreation })
  return { user: changed, created: true }
}

/**
 * The same where existence is hidden from people on pages: a function that refuses knows nobody, so that its words do not tell who is
 * not here yet. A function that gives no answer is no answer: UnexpectedLambda, InvalidLambdaResponse.
 */
export const migrateQuietly = async (deps: MigrateUserDeps, wire: Wire, input: Parameters<typeof migrateUser>[1]): ReturnType<typeof migrateUser> => {
  try {
    return await migrateUser(deps, input)
  } catch (error) {
    if (wire === 'hosted' && isDomainError(error) && error.code === 'UserLambdaValidation') return null
    throw error
  }
}

const migratedNames = (context: ClientContext, id: string, typed: string, migrated: MigratedUser): { username: string; attributes: Attributes } => {
  const { pool } = context
  const { username: given, sub: _, ...rest } = migrated.attributes
  const attributes = checked(pool, rest)
  if (usernameIsAttribute(pool)) {
    const kind = pool.settings.UsernameAttributes.find((attribute) => canonicalName(pool, attribute, typed) !== null)
    if (kind === undefined) throw unusable('the user has no address or number to sign in by')
    return { username: id, attributes: { [kind]: typed, ...attributes } }
  }
  const kind = contactKind(typed)
  const isAlias = kind !== null && pool.settings.AliasAttributes.includes(kind)
  const username = given ?? (isAlias ? id : typed)
  if (canonicalUsername(pool, username) === null) throw unusable('the user name cannot be used')
  return { username, attributes }
}

const checked = (pool: ClientContext['pool'], given: Attributes): Attributes => {
  try {
    return checkAttributes(pool, { given, writer: { kind: 'operator' }, moment: 'create' })
  } catch (error) {
    if (isDomainError(error) && error.code === 'InvalidParameter') throw unusable(error.message)
    throw error
  }
}

/** Verified contacts are set in a second step, in which an alias may move here. */
const withoutVerification = (attributes: Attributes): { verified: Attributes; unverified: Attributes } => {
  const isProof = (name: string, value: string) => name.endsWith('_verified') && value === 'true'
  const entries = Object.entries(attributes)
  return {
    verified: Object.fromEntries(entries.filter(([name, value]) => isProof(name, value))),
    unverified: Object.fromEntries(entries.map(([name, value]) => [name, isProof(name, value) ? 'false' : value])),
  }
}

const unusable = (cause: string): DomainError => new DomainError('InvalidLambdaResponse', 'Unrecognizable lambda output', { reason: 'trigger-response', cause })
