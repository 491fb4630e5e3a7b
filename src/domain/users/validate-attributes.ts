import { DomainError, type Violation } from '#src/domain/domain-error.ts'
import { findAttribute, requiredAttributes } from '#src/domain/user-pools/read-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { attributeViolation, violationText } from './attribute-value.ts'
import { canonicalPhoneNumber } from './canonical-name.ts'
import type { Attributes } from './user.ts'

/** Who writes: a user, within what the app client may write, or an operator. */
export type AttributeWriter = { kind: 'user'; writable: ReadonlySet<string> } | { kind: 'operator' }

export type CheckAttributesInput = { given: Attributes; writer: AttributeWriter; moment: 'create' | 'update' }

const NOBODY_WRITES = new Set(['sub', 'identities'])

/**
 * The given attributes as they are stored: each one known, writable, mutable and of its type and length; phone numbers as E.164.
 * Empty values stay empty: they delete when updating. NotAuthorized for what the client may not write, InvalidParameter in
 * Cognito's words with every violation in the details (Cognito: user pool attributes, error messages).
 */
export const checkAttributes = (pool: UserPool, input: CheckAttributesInput): Attributes => {
  for (const name of Object.keys(input.given)) requireWritable(pool, name, input)
  const violations: Violation[] = []
  for (const [name, value] of Object.entries(input.given)) {
    const attribute = findAttribute(pool, name)
    const violation = attribute && value !== '' ? attributeViolation(attribute, value) : undefined
    if (violation) violations.push(violation)
  }
  if (violations.length > 0) throw doesNotConform(violations)
  return Object.fromEntries(Object.entries(input.given).map(([name, value]) => [name, storedValue(name, value)]))
}

/** InvalidParameter naming every required attribute that has no value. */
export const requireRequiredAttributes = (pool: UserPool, attributes: Attributes): void => {
  const missing = missingAttributes(pool, attributes)
  if (missing.length > 0) throw doesNotConform(missing.map((field) => ({ field, rule: 'required' })))
}

/** Required attributes without a value, in the schema's order. */
export const missingAttributes = (pool: UserPool, attributes: Attributes): string[] =>
  requiredAttributes(pool).filter((name) => !attributes[name])

const requireWritable = (pool: UserPool, name: string, { writer, moment }: CheckAttributesInput): void => {
  if (writer.kind === 'user' && (NOBODY_WRITES.has(name) || !writer.writable.has(name))) {
    throw new DomainError('NotAuthorized', 'A client attempted to write unauthorized attribute', {
      reason: 'attribute-not-writable', field: name, violations: [{ field: name, rule: 'not_writable' }],
    })
  }
  const attribute = findAttribute(pool, name)
  if (!attribute) {
    throw new DomainError('InvalidParameter', `Attributes did not conform to the schema: Type for attribute {${name}} could not be determined`, {
      reason: 'attributes', field: name, violations: [{ field: name, rule: 'invalid' }],
    })
  }
  if (NOBODY_WRITES.has(name) || (moment === 'update' && !attribute.Mutable)) {
    throw new DomainError('InvalidParameter', `user.${name}: Attribute cannot be updated.`, {
      reason: 'attributes', field: name, violations: [{ field: name, rule: 'not_writable' }],
    })
  }
}

const doesNotConform = (violations: Violation[]): DomainError => {
  const [first] = violations
  const format = first?.rule === 'email_format' ? 'Invalid email address format.' : first?.rule === 'phone_format' ? 'Invalid phone number format.' : null
  const text = format ?? `Attributes did not conform to the schema: ${violations.map(violationText).join('\n')}`
  return new DomainError('InvalidParameter', text, { reason: 'attributes', violations, ...(first ? { field: first.field } : {}) })
}

const storedValue = (name: string, value: string): string => (name === 'phone_number' ? (canonicalPhoneNumber(value) ?? value) : value)
