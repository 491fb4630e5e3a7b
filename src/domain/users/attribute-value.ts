import type { Violation } from '#src/domain/domain-error.ts'
import type { SchemaAttribute } from '#src/domain/user-pools/schema-attribute.ts'
import { canonicalEmail, canonicalPhoneNumber } from './canonical-name.ts'

const MAXIMUM_LENGTH = 2048
const NUMBER = /^-?[0-9]{1,16}(\.[0-9]{1,16})?$/

/** What is wrong with a value for its attribute, or undefined (Cognito: SchemaAttributeType; values are strings of at most 2048). */
export const attributeViolation = (attribute: SchemaAttribute, value: string): Violation | undefined => {
  const field = attribute.Name
  if (value.includes('\0') || !value.isWellFormed()) return { field, rule: 'characters' }
  if (value.length > 2 * MAXIMUM_LENGTH || [...value].length > MAXIMUM_LENGTH) return { field, rule: 'too_long', limit: MAXIMUM_LENGTH }
  if (field === 'email' && canonicalEmail(value) === null) return { field, rule: 'email_format' }
  if (field === 'phone_number' && canonicalPhoneNumber(value) === null) return { field, rule: 'phone_format' }
  switch (attribute.AttributeDataType) {
    case 'String': return lengthViolation(attribute, value)
    case 'Number': return numberViolation(attribute, value)
    case 'Boolean': return value === 'true' || value === 'false' ? undefined : { field, rule: 'choice' }
    case 'DateTime': return Number.isNaN(Date.parse(value)) ? { field, rule: 'date_format' } : undefined
  }
}

/** A violation in words, as the API tells it. */
export const violationText = ({ field, rule, limit }: Violation): string => {
  switch (rule) {
    case 'required': return `${field}: The attribute is required`
    case 'too_short': return `${field}: String must be at least ${limit} characters long`
    case 'too_long': return `${field}: String must be at most ${limit} characters long`
    case 'below_minimum': return `${field}: Number must be at least ${limit}`
    case 'above_maximum': return `${field}: Number must be at most ${limit}`
    case 'number_format': return `${field}: Value is not a number`
    case 'date_format': return `${field}: Value is not a date`
    case 'choice': return `${field}: Value must be true or false`
    case 'email_format': return `${field}: Invalid email address format.`
    case 'phone_format': return `${field}: Invalid phone number format.`
    default: return `${field}: Value has characters that cannot be stored`
  }
}

const lengthViolation = ({ Name: field, StringAttributeConstraints: bounds }: SchemaAttribute, value: string): Violation | undefined => {
  const length = [...value].length
  if (bounds?.MinLength !== undefined && length < Number(bounds.MinLength)) return { field, rule: 'too_short', limit: Number(bounds.MinLength) }
  if (bounds?.MaxLength !== undefined && length > Number(bounds.MaxLength)) return { field, rule: 'too_long', limit: Number(bounds.MaxLength) }
  return undefined
}

const numberViolation = ({ Name: field, NumberAttributeConstraints: bounds }: SchemaAttribute, value: string): Violation | undefined => {
  if (!NUMBER.test(value)) return { field, rule: 'number_format' }
  if (bounds?.MinValue !== undefined && Number(value) < Number(bounds.MinValue)) return { field, rule: 'below_minimum', limit: bounds.MinValue }
  if (bounds?.MaxValue !== undefined && Number(value) > Number(bounds.MaxValue)) return { field, rule: 'above_maximum', limit: bounds.MaxValue }
  return undefined
}
