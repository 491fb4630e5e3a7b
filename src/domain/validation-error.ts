import type { z } from 'zod'
import { DomainError } from '#src/domain/domain-error.ts'

/** One broken rule: `member` in the wire's lower camel case, `constraint` beginning with `Member must`. */
export type Violation = { member: string; constraint: string }

/**
 * The text by which Cognito reports broken input rules, e.g.
 * `1 validation error detected: Value at 'password' failed to satisfy constraint: Member must not be null`.
 * Values are never repeated: they may be secrets.
 */
export const validationText = (violations: readonly Violation[]): string => {
  const lines = violations.map(({ member, constraint }) => `Value at '${member}' failed to satisfy constraint: ${constraint}`)
  return `${lines.length} validation error${lines.length === 1 ? '' : 's'} detected: ${lines.join('; ')}`
}

/** InvalidParameter for one broken input rule. */
export const validationError = (member: string, constraint: string): DomainError =>
  new DomainError('InvalidParameter', validationText([{ member, constraint }]), { field: member })

/** How a request failed its schema: a value of another JSON type cannot be read at all, anything else breaks a rule. */
export type BrokenRequest = { kind: 'unreadable'; message: string } | { kind: 'invalid'; violations: Violation[] }

/** More are not told: an answer must not grow to many times its request. */
const MOST_VIOLATIONS = 100

/** Translates zod's findings about `input` into the terms of the AWS JSON protocol; the first hundred of them. */
export const explainIssues = (issues: readonly z.core.$ZodIssue[], input: unknown): BrokenRequest => {
  const violations = new Map<string, Violation>()
  for (const issue of issues) {
    if (violations.size >= MOST_VIOLATIONS) break
    const value = valueAt(input, issue.path)
    if (issue.code === 'invalid_type' && value !== undefined && issue.expected !== 'int') {
      return { kind: 'unreadable', message: unreadableText(issue.expected, value) }
    }
    for (const violation of toViolations(issue)) violations.set(`${violation.member} ${violation.constraint}`, violation)
  }
  return { kind: 'invalid', violations: [...violations.values()] }
}

/**
 * Reads a request by its schema. `null` counts as absent, as in the AWS protocol.
 * InvalidParameter with Cognito's validation text; `details.reason` is `unreadable` where AWS answers SerializationException.
 */
export const parseRequest = <S extends z.ZodType>(schema: S, input: unknown): z.output<S> => {
  const present = isPlain(input) ? input : withoutNulls(input, [])
  const parsed = schema.safeParse(present)
  if (parsed.success) return parsed.data
  const broken = explainIssues(parsed.error.issues, present)
  if (broken.kind === 'unreadable') throw new DomainError('InvalidParameter', broken.message, { reason: 'unreadable' })
  const field = broken.violations[0]?.member
  throw new DomainError('InvalidParameter', validationText(broken.violations), field === undefined ? {} : { field })
}

const RESERVED_KEYS = new Set(['__proto__', 'constructor', 'prototype'])

/** Whether there is nothing to leave out and nothing to refuse, as in almost every request: it is not copied then. */
const isPlain = (value: unknown): boolean => {
  if (typeof value !== 'object') return value !== undefined
  if (value === null || value instanceof Date) return value !== null
  if (Array.isArray(value)) return value.every(isPlain)
  for (const [key, member] of Object.entries(value)) if (RESERVED_KEYS.has(key) || !isPlain(member)) return false
  return true
}

const withoutNulls = (value: unknown, path: readonly PropertyKey[]): unknown => {
  if (Array.isArray(value)) return value.map((item, index) => withoutNulls(item, [...path, index]))
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  const kept: [string, unknown][] = []
  for (const [key, member] of Object.entries(value)) {
    if (RESERVED_KEYS.has(key)) throw validationError(memberName(path), 'Map keys must not be reserved words')
    if (member !== null && member !== undefined) kept.push([key, withoutNulls(member, [...path, key])])
  }
  return Object.fromEntries(kept)
}

const toViolations = (issue: z.core.$ZodIssue): Violation[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ member: memberName([...issue.path, key]), constraint: 'Member must be known' }))
    : [toViolation(issue)]

const toViolation = (issue: z.core.$ZodIssue): Violation => {
  const last = issue.path.at(-1)
  if (issue.code === 'invalid_key') {
    const inner = issue.issues.map(constraintOf).join(', ')
    return { member: memberName(issue.path.slice(0, -1)), constraint: `Map keys must satisfy constraint: [${inner}]` }
  }
  if (typeof last === 'number') {
    return { member: memberName(issue.path.slice(0, -1)), constraint: `Member must satisfy constraint: [${constraintOf(issue)}]` }
  }
  return { member: memberName(issue.path), constraint: constraintOf(issue) }
}

const constraintOf = (issue: z.core.$ZodIssue): string => {
  switch (issue.code) {
    case 'invalid_type': return issue.expected === 'int' ? 'Member must be an integer' : 'Member must not be null'
    case 'too_small': return `Member must have ${quantity(issue.origin)} greater than or equal to ${issue.minimum}`
    case 'too_big': return `Member must have ${quantity(issue.origin)} less than or equal to ${issue.maximum}`
    case 'invalid_value': return `Member must satisfy enum value set: [${issue.values.join(', ')}]`
    case 'invalid_format': return issue.message.startsWith('Member must ') ? issue.message : `Member must be a valid ${issue.format}`
    default: return issue.message.startsWith('Member must ') ? issue.message : 'Member must be valid'
  }
}

const quantity = (origin: string): string => (origin === 'string' || origin === 'array' || origin === 'record' ? 'length' : 'value')

/** `['UserAttributes', 0, 'Name']` is `userAttributes.1.member.name`: lists count from one. */
const memberName = (path: readonly PropertyKey[]): string =>
  path.map((part) => (typeof part === 'number' ? `${part + 1}.member` : lowerFirst(String(part)))).join('.')

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined), input)

const SCALARS: Partial<Record<string, string>> = { string: 'a String', number: 'a Number', int: 'an Integer', boolean: 'a Boolean' }

const unreadableText = (expected: string, value: unknown): string => {
  const wanted = SCALARS[expected]
  if (wanted === undefined) return expected === 'array' ? 'Expected list or null' : 'Expected structure or null'
  if (Array.isArray(value)) return 'Start of list found where not expected'
  if (typeof value === 'object') return 'Start of structure or map found where not expected.'
  return `${typeof value === 'boolean' ? String(value).toUpperCase() : (typeof value).toUpperCase()}_VALUE can not be converted to ${wanted}`
}
