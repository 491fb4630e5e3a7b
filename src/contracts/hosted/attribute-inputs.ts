import type { FieldError } from './page-frame.ts'

export const INPUT_KINDS = ['text', 'email', 'tel', 'url', 'date', 'number', 'multiline', 'locale', 'time-zone', 'choice'] as const
export type InputKind = (typeof INPUT_KINDS)[number]

/** One attribute to ask for. The input's name is `attributeField(name)`. */
export type AttributeInput = {
  /** Wire name: `email`, `custom:team`. */
  readonly name: string
  readonly kind: InputKind
  readonly required: boolean
  readonly value?: string | undefined
  /** Operator's words; without it the catalogue's text for a standard attribute, else the name itself. */
  readonly label?: string | undefined
  readonly help?: string | undefined
  readonly minLength?: number | undefined
  readonly maxLength?: number | undefined
  /** For `number` the least and greatest value, for `date` the earliest and latest day (ISO 8601). */
  readonly minimum?: string | undefined
  readonly maximum?: string | undefined
  /** For `choice`. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[] | undefined
  readonly error?: FieldError | undefined
}

/** Names of the standard attributes a person can fill in (OpenID Connect Core §5.1). */
export const STANDARD_INPUTS = [
  'email', 'phone_number', 'name', 'given_name', 'middle_name', 'family_name', 'nickname', 'preferred_username',
  'birthdate', 'gender', 'address', 'locale', 'zoneinfo', 'profile', 'picture', 'website',
] as const
export type StandardInput = (typeof STANDARD_INPUTS)[number]

const KINDS: Record<StandardInput, InputKind> = {
  email: 'email', phone_number: 'tel', name: 'text', given_name: 'text', middle_name: 'text', family_name: 'text',
  nickname: 'text', preferred_username: 'text', birthdate: 'date', gender: 'text', address: 'multiline',
  locale: 'locale', zoneinfo: 'time-zone', profile: 'url', picture: 'url', website: 'url',
}

const AUTOCOMPLETE: Record<StandardInput, string> = {
  email: 'email', phone_number: 'tel', name: 'name', given_name: 'given-name', middle_name: 'additional-name',
  family_name: 'family-name', nickname: 'nickname', preferred_username: 'nickname', birthdate: 'bday', gender: 'sex',
  address: 'street-address', locale: 'language', zoneinfo: 'off', profile: 'url', picture: 'photo', website: 'url',
}

const FIELD_PREFIX = 'attribute.'

/** The form field that carries an attribute. */
export const attributeField = (name: string): string => FIELD_PREFIX + name

/** The attribute a form field carries, or undefined for other fields. */
export const attributeOfField = (field: string): string | undefined =>
  field.startsWith(FIELD_PREFIX) ? field.slice(FIELD_PREFIX.length) : undefined

export const isStandardInput = (name: string): name is StandardInput => (STANDARD_INPUTS as readonly string[]).includes(name)

/** The input that suits an attribute: by its standard name, else by the schema's data type. */
export const inputKind = (name: string, dataType: 'String' | 'Number' | 'DateTime' | 'Boolean' = 'String'): InputKind => {
  if (isStandardInput(name)) return KINDS[name]
  switch (dataType) {
    case 'Number': return 'number'
    case 'DateTime': return 'date'
    case 'Boolean': return 'choice'
    case 'String': return 'text'
  }
}

/** The `autocomplete` token of an attribute's input (HTML: autofill field names). */
export const autocompleteOf = (name: string): string => (isStandardInput(name) ? AUTOCOMPLETE[name] : 'off')
