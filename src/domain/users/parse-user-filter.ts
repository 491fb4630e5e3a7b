import { DomainError } from '#src/domain/domain-error.ts'
import type { UserFilter } from './user-store.ts'

const MAXIMUM_LENGTH = 256
const FILTER = /^\s*([a-z_:]{1,32})\s*(\^?=)\s*"((?:[^"\\]|\\["\\])*)"\s*$/u

const ATTRIBUTES = new Set<string>([
  'username', 'email', 'phone_number', 'name', 'given_name', 'family_name', 'preferred_username', 'sub', 'cognito:user_status', 'status',
] satisfies UserFilter['attribute'][])

/**
 * The filter of a list of users: `name = "value"` or `name ^= "value"` over one of ten attributes; `\"` and `\\` inside the value.
 * Null for an empty filter. InvalidParameter for anything else: it never becomes part of a query (Cognito: ListUsers, Filter).
 */
export const parseUserFilter = (text: string | undefined): UserFilter | null => {
  if (text === undefined || text.trim() === '') return null
  if (text.length > MAXIMUM_LENGTH) throw invalidFilter(`Member must have length less than or equal to ${MAXIMUM_LENGTH}`)
  const [, attribute = '', operator, quoted = ''] = FILTER.exec(text) ?? []
  if (operator === undefined || !quoted.isWellFormed() || quoted.includes('\0')) throw invalidFilter('the form is: attribute = "value"')
  if (!isFilterAttribute(attribute)) throw invalidFilter(`users cannot be filtered by ${attribute}`)
  return { attribute, match: operator === '=' ? 'equals' : 'starts-with', value: quoted.replaceAll(/\\(["\\])/g, '$1') }
}

const isFilterAttribute = (name: string): name is UserFilter['attribute'] => ATTRIBUTES.has(name)

const invalidFilter = (why: string): DomainError => new DomainError('InvalidParameter', `Error while parsing filter: ${why}.`, { field: 'Filter' })
