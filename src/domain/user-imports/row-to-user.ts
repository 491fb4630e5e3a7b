import { type HashAlgorithm, importedHashFault } from '#src/crypto/imported-hash.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { firstFactorsOf } from '#src/domain/sign-in/first-factors.ts'
import { newUser, newUserNames } from '#src/domain/sign-up/new-user.ts'
import { autoVerified, findAttribute, offeredMfaFactors } from '#src/domain/user-pools/read-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { withContactFlags } from '#src/domain/users/contact-flags.ts'
import type { Attributes, MfaPreference, PasswordCredential, User } from '#src/domain/users/user.ts'
import { checkAttributes, requireRequiredAttributes } from '#src/domain/users/validate-attributes.ts'
import { HASH_COLUMN, MFA_COLUMN, USERNAME_COLUMN } from './csv-header.ts'

export type RowInput = { pool: UserPool; hashAlgorithm: HashAlgorithm | null; values: ReadonlyMap<string, string>; id: string; now: Date }

/**
 * The user that a row describes, by the rules that hold for users an operator creates and those of files (Cognito: formatting the CSV
 * file). Confirmed with a hash, or where a code sent to a contact is enough to sign in; else a password has to be set first.
 * Every broken rule is a DomainError whose text repeats no value.
 */
export const rowToUser = ({ pool, hashAlgorithm, values, id, now }: RowInput): User => {
  const given = values.get(USERNAME_COLUMN) ?? ''
  if (given === '') throw broken('The row has no cognito:username.')
  const credential = importedCredential(hashAlgorithm, values.get(HASH_COLUMN) ?? '', now)
  const mfaWanted = readMfa(pool, values.get(MFA_COLUMN) ?? '')
  const named = newUserNames(pool, id, given, readAttributes(pool, values))
  const attributes = withContactFlags(checkAttributes(pool, { given: named.attributes, writer: { kind: 'operator' }, moment: 'create' }))
  requireRequiredAttributes(pool, attributes)
  requireVerifiedContact(pool, attributes)
  const made = newUser({ pool, id, username: named.username, status: 'RESET_REQUIRED', attributes, credential, now })
  const user = mfaWanted ? { ...made, mfa: mfaOf(pool, attributes) } : made
  return credential !== null || signsInByCode(pool, user) ? { ...user, status: 'CONFIRMED' } : user
}

const readAttributes = (pool: UserPool, values: ReadonlyMap<string, string>): Attributes => {
  const attributes: Attributes = {}
  for (const [column, value] of values) {
    if (value === '' || column === USERNAME_COLUMN || column === MFA_COLUMN || column === HASH_COLUMN) continue
    const isChoice = findAttribute(pool, column)?.AttributeDataType === 'Boolean'
    attributes[column] = column === 'birthdate' ? readBirthdate(value) : isChoice ? value.toLowerCase() : value
  }
  return attributes
}

/** `mm/dd/yyyy` as the attribute has it everywhere else: `yyyy-mm-dd` (OpenID Connect Core §5.1). */
const readBirthdate = (value: string): string => {
  const [, month, day, year] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(value) ?? []
  const date = `${year}-${month}-${day}`
  const moment = new Date(`${date}T00:00:00Z`)
  if (Number.isNaN(moment.getTime()) || !moment.toISOString().startsWith(date)) throw broken('birthdate: The date is not in the format mm/dd/yyyy.')
  return date
}

/** Whether the row switches MFA on. Blank means what the pool demands. */
const readMfa = ({ settings }: UserPool, value: string): boolean => {
  const choice = value.toLowerCase()
  if (!['', 'true', 'false'].includes(choice)) throw broken('cognito:mfa_enabled: Value must be true or false')
  const forbidden = { ON: 'false', OFF: 'true', OPTIONAL: null }[settings.MfaConfiguration]
  if (choice === forbidden) throw broken(`cognito:mfa_enabled does not agree with the user pool, whose MFA is ${settings.MfaConfiguration}.`)
  return choice === 'true'
}

/** The factor that needs nothing more than the row gives. */
const mfaOf = (pool: UserPool, attributes: Attributes): MfaPreference => {
  const contacts = { SMS_MFA: 'phone_number', EMAIL_OTP: 'email' } as const
  const offered = offeredMfaFactors(pool)
  const factor = (['SMS_MFA', 'EMAIL_OTP'] as const).find((one) => offered.includes(one) && attributes[contacts[one]])
  return factor === undefined ? { enabled: [], preferred: null } : { enabled: [factor], preferred: factor }
}

const requireVerifiedContact = (pool: UserPool, attributes: Attributes): void => {
  for (const contact of ['email', 'phone_number']) {
    if (attributes[`${contact}_verified`] === 'true' && !attributes[contact]) throw broken(`The User Record sets ${contact}_verified to true and has no ${contact}.`)
  }
  if (autoVerified(pool).some((contact) => attributes[`${contact}_verified`] === 'true')) return
  throw broken('The User Record does not set any of the auto verified attributes to true. (Example: email_verified to true).')
}

const signsInByCode = (pool: UserPool, user: User): boolean =>
  firstFactorsOf(pool, user, false).some((factor) => factor === 'EMAIL_OTP' || factor === 'SMS_OTP')

const importedCredential = (algorithm: HashAlgorithm | null, hash: string, now: Date): PasswordCredential | null => {
  if (hash === '') return null
  if (algorithm === null) throw broken('password_hash: The import job was created without a password hashing algorithm.')
  const fault = importedHashFault(algorithm, hash)
  if (fault === 'malformed') throw broken(`password_hash: The value is no ${algorithm} hash in a form that is supported.`)
  if (fault === 'out-of-bounds') throw broken(`password_hash: The parameters of the ${algorithm} hash exceed the maximum.`)
  return { hash, srp: null, setAt: now, expiresAt: null }
}

const broken = (text: string): DomainError => new DomainError('InvalidParameter', text, { reason: 'import-row' })
