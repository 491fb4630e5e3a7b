import type { SchemaAttribute } from './schema-attribute.ts'

const string = (Name: string, limits: { MinLength: string; MaxLength: string } = { MinLength: '0', MaxLength: '2048' }): SchemaAttribute => ({
  Name, AttributeDataType: 'String', DeveloperOnlyAttribute: false, Mutable: true, Required: false, StringAttributeConstraints: limits,
})
const boolean = (Name: string): SchemaAttribute => ({
  Name, AttributeDataType: 'Boolean', DeveloperOnlyAttribute: false, Mutable: true, Required: false,
})

/** The attributes that every pool has (Cognito: user pool attributes; OpenID Connect Core §5.1). */
export const STANDARD_SCHEMA: readonly SchemaAttribute[] = [
  { ...string('sub', { MinLength: '1', MaxLength: '2048' }), Mutable: false, Required: true },
  string('name'),
  string('given_name'),
  string('family_name'),
  string('middle_name'),
  string('nickname'),
  string('preferred_username'),
  string('profile'),
  string('picture'),
  string('website'),
  string('email'),
  boolean('email_verified'),
  string('gender'),
  string('birthdate', { MinLength: '10', MaxLength: '10' }),
  string('zoneinfo'),
  string('locale'),
  string('phone_number'),
  boolean('phone_number_verified'),
  string('address'),
  {
    Name: 'updated_at', AttributeDataType: 'Number', DeveloperOnlyAttribute: false, Mutable: true, Required: false,
    NumberAttributeConstraints: { MinValue: '0' },
  },
]

const STANDARD_NAMES: ReadonlySet<string> = new Set(STANDARD_SCHEMA.map(({ Name }) => Name))

/** Whether the name is one of the attributes that every pool has. */
export const isStandardAttribute = (name: string): boolean => STANDARD_NAMES.has(name)
