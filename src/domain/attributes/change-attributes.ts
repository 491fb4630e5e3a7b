import { DomainError } from '#src/domain/domain-error.ts'
import { deliverCode, type DeliverCodeDeps } from '#src/domain/messages/deliver-code.ts'
import type { CodeDelivery } from '#src/domain/messages/mask-destination.ts'
import type { TriggerContext } from '#src/domain/triggers/trigger-context.ts'
import { autoVerified, requiredAttributes, verifiedBeforeUpdate } from '#src/domain/user-pools/read-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { changeUser, type ChangeUserDeps, withAttributes } from '#src/domain/users/change-user.ts'
import type { Attributes, User } from '#src/domain/users/user.ts'
import { type AttributeWriter, checkAttributes } from '#src/domain/users/validate-attributes.ts'

export type ChangeAttributesDeps = ChangeUserDeps & DeliverCodeDeps
export type ChangeAttributesInput = {
  context: TriggerContext
  user: User
  given: Attributes
  writer: AttributeWriter
  /** Whether a proven contact stays live until the new one is proven although the pool does not ask for that. */
  keepProven?: boolean | undefined
}
export type ChangeAttributesOutcome = { user: User; deliveries: CodeDelivery[] }

const CONTACTS = ['email', 'phone_number'] as const
type Contact = (typeof CONTACTS)[number]

/**
 * Changes attributes; an empty value removes one. A new contact is unproven: it loses its alias, and a code goes to it where the pool
 * verifies automatically. Where the pool verifies before updating, the old value stays live until the new one is proven; an operator
 * skips that by saying it is verified. The names follow in the same statement: AliasExists when one is taken.
 * NotAuthorized, InvalidParameter, CodeDeliveryFailure, trigger refusals.
 */
export const changeAttributes = async (deps: ChangeAttributesDeps, input: ChangeAttributesInput): Promise<ChangeAttributesOutcome> => {
  const { context, user, writer } = input
  const { pool } = context
  const given = checkAttributes(pool, { given: input.given, writer, moment: 'update' })
  const removed = requiredAttributes(pool).find((name) => given[name] === '')
  if (removed !== undefined) throw cannotRemove(removed)
  const before = user
  const changed = await changeUser(deps, pool, user, (current) => apply(pool, current, given, input.keepProven === true))
  const deliveries: CodeDelivery[] = []
  for (const attribute of CONTACTS) {
    const value = newContact(before, changed, attribute)
    if (value === null || !autoVerified(pool).includes(attribute)) continue
    deliveries.push(await deliverCode(deps, {
      context, user: changed, contact: { attribute, value },
      codePurpose: `attribute:${attribute}`, messagePurpose: 'update-attribute', source: 'CustomMessage_UpdateUserAttribute',
    }))
  }
  return { user: changed, deliveries }
}

/** The state with the new values, live or waiting. */
const apply = (pool: UserPool, user: User, given: Attributes, keepProven: boolean): User => {
  const live: Record<string, string> = { ...given }
  const pending: Record<string, string> = { ...user.pendingAttributes }
  for (const attribute of CONTACTS) {
    const value = given[attribute]
    if (value === undefined) continue
    delete pending[attribute]
    const flag = `${attribute}_verified`
    if (value === user.attributes[attribute]) continue
    if (value !== '' && given[flag] !== 'true' && waits(pool, user, attribute, keepProven)) {
      pending[attribute] = value
      delete live[attribute]
      delete live[flag]
    } else {
      live[flag] = value === '' ? '' : (given[flag] ?? 'false')
    }
  }
  const attributes = withAttributes(user.attributes, live)
  const { UsernameAttributes } = pool.settings
  if (UsernameAttributes.length > 0 && !UsernameAttributes.some((name) => attributes[name])) throw cannotRemove(UsernameAttributes[0] ?? 'email')
  return { ...user, attributes, pendingAttributes: pending }
}

/** Only a proven value is worth keeping live meanwhile. */
const waits = (pool: UserPool, user: User, attribute: Contact, keepProven: boolean): boolean =>
  (keepProven || verifiedBeforeUpdate(pool).includes(attribute)) && autoVerified(pool).includes(attribute) && user.attributes[`${attribute}_verified`] === 'true'

/** The contact a code must prove now, or null. */
const newContact = (before: User, after: User, attribute: Contact): string | null => {
  const pending = after.pendingAttributes[attribute]
  if (pending !== undefined && pending !== before.pendingAttributes[attribute]) return pending
  const value = after.attributes[attribute]
  const isNew = value !== undefined && value !== before.attributes[attribute]
  return isNew && after.attributes[`${attribute}_verified`] !== 'true' ? value : null
}

const cannotRemove = (name: string): DomainError =>
  new DomainError('InvalidParameter', `Attributes did not conform to the schema: ${name}: The attribute is required`, {
    reason: 'attributes', field: name, violations: [{ field: name, rule: 'required' }],
  })
