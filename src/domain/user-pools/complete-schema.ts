import { DomainError } from '#src/domain/domain-error.ts'
import { validationError } from '#src/domain/validation-error.ts'
import { isStandardAttribute, STANDARD_SCHEMA } from './standard-schema.ts'
import type { SchemaAttribute, SchemaAttributeInput } from './schema-attribute.ts'

export const MAXIMUM_CUSTOM_ATTRIBUTES = 50
const MAXIMUM_CUSTOM_NAME_LENGTH = 20

/**
 * The full schema of a new pool: the standard attributes with the given changes, then the custom ones.
 * Completing a complete schema gives it back. InvalidParameter for anything Cognito refuses (user pool attributes).
 */
export const completeSchema = (given: readonly SchemaAttributeInput[]): SchemaAttribute[] => {
  const changes = new Map<string, SchemaAttributeInput>()
  const custom: SchemaAttributeInput[] = []
  for (const attribute of given) {
    if (!isStandardAttribute(attribute.Name)) custom.push(attribute)
    else if (changes.has(attribute.Name)) throw duplicate(attribute.Name)
    else changes.set(attribute.Name, attribute)
  }
  const standard = STANDARD_SCHEMA.map((attribute) => changeStandard(attribute, changes.get(attribute.Name)))
  return withCustomAttributes(standard, custom)
}

/** The schema with custom attributes added: 50 in all, none twice. InvalidParameter (Cognito: AddCustomAttributes). */
export const withCustomAttributes = (schema: readonly SchemaAttribute[], added: readonly SchemaAttributeInput[]): SchemaAttribute[] => {
  const complete = [...schema]
  for (const given of added) {
    const attribute = toCustomAttribute(given)
    if (complete.some(({ Name }) => Name === attribute.Name)) throw duplicate(attribute.Name)
    complete.push(attribute)
  }
  if (complete.length - STANDARD_SCHEMA.length > MAXIMUM_CUSTOM_ATTRIBUTES) {
    throw new DomainError('InvalidParameter', `The maximum number of custom attributes is ${MAXIMUM_CUSTOM_ATTRIBUTES}.`, { field: 'Schema' })
  }
  return complete
}

const changeStandard = (attribute: SchemaAttribute, change: SchemaAttributeInput | undefined): SchemaAttribute => {
  if (change === undefined) return attribute
  const otherType = change.AttributeDataType !== undefined && change.AttributeDataType !== attribute.AttributeDataType
  if (otherType || change.DeveloperOnlyAttribute === true) {
    throw new DomainError('InvalidParameter',
      `You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute ${attribute.Name}`, { field: attribute.Name })
  }
  // The identifier of a user is what it is.
  if (attribute.Name === 'sub') return attribute
  const changed = { ...attribute, Mutable: change.Mutable ?? attribute.Mutable, Required: change.Required ?? attribute.Required }
  return { ...changed, ...constraints({ ...attribute, ...change }, attribute.AttributeDataType) }
}

const toCustomAttribute = (given: SchemaAttributeInput): SchemaAttribute => {
  const bare = given.Name.replace(/^(dev:)?custom:/, '')
  if (bare.length > MAXIMUM_CUSTOM_NAME_LENGTH) {
    throw validationError('schema.1.member.name', `Member must have length less than or equal to ${MAXIMUM_CUSTOM_NAME_LENGTH}`)
  }
  if (bare === '' || bare.includes(':')) throw new DomainError('InvalidParameter', `Invalid custom attribute name: ${given.Name}`, { field: given.Name })
  if (given.Required === true) throw new DomainError('InvalidParameter', 'Required custom attributes are not supported currently.', { field: given.Name })
  const developerOnly = given.DeveloperOnlyAttribute ?? given.Name.startsWith('dev:')
  const type = given.AttributeDataType ?? 'String'
  return {
    Name: developerOnly ? `dev:custom:${bare}` : `custom:${bare}`,
    AttributeDataType: type,
    DeveloperOnlyAttribute: developerOnly,
    Mutable: given.Mutable ?? true,
    Required: false,
    ...constraints(given, type),
  }
}

const constraints = (given: SchemaAttributeInput, type: SchemaAttribute['AttributeDataType']): Pick<SchemaAttribute, 'NumberAttributeConstraints' | 'StringAttributeConstraints'> => {
  if (type === 'String') {
    const { MinLength, MaxLength } = given.StringAttributeConstraints ?? {}
    assertOrdered(given.Name, MinLength, MaxLength)
    if (Number(MinLength ?? 0) < 0 || Number(MaxLength ?? 0) > 2048) throw invalidBounds(given.Name)
    return { StringAttributeConstraints: given.StringAttributeConstraints ?? {} }
  }
  if (type === 'Number') {
    assertOrdered(given.Name, given.NumberAttributeConstraints?.MinValue, given.NumberAttributeConstraints?.MaxValue)
    return { NumberAttributeConstraints: given.NumberAttributeConstraints ?? {} }
  }
  return {}
}

const assertOrdered = (name: string, least: string | undefined, most: string | undefined): void => {
  if (least !== undefined && most !== undefined && Number(least) > Number(most)) throw invalidBounds(name)
}

const invalidBounds = (name: string): DomainError =>
  new DomainError('InvalidParameter', `${name}: The attribute constraints are out of range.`, { field: name })

const duplicate = (name: string): DomainError =>
  new DomainError('InvalidParameter', `${name}: Existing attribute already has name ${name}.`, { field: name })
