import type { DomainError } from '#src/domain/domain-error.ts'
import { validationError } from '#src/domain/validation-error.ts'
import { DEFAULT_SETTINGS } from './default-settings.ts'
import { isJsonObject, type Json, type JsonObject } from './json.ts'

const COLOUR = /^[0-9a-fA-F]{6}(?:[0-9a-fA-F]{2})?$/
const LARGEST_RADIUS = 100

/** Kept settings may be as large as a request. */
export const MOST_SETTINGS_CHARACTERS = 2 * 1024 * 1024

/**
 * Refuses what cannot be meant: where Cognito's own settings have a value, another kind of value, and what is no colour in place of one.
 * Members that nobody knows pass. InvalidParameter naming the member.
 */
export const checkSettings = (settings: JsonObject): void => {
  if (JSON.stringify(settings).length > MOST_SETTINGS_CHARACTERS) throw validationError('settings', `Member must have length less than or equal to ${MOST_SETTINGS_CHARACTERS}`)
  check(settings, DEFAULT_SETTINGS, ['settings'])
}

const check = (value: Json, known: Json | undefined, path: readonly string[]): void => {
  if (known !== undefined && kindOf(known) !== kindOf(value)) throw broken(path, `Member must be ${WORDS[kindOf(known)]}`)
  if (typeof value === 'string') checkText(value, known, path)
  if (typeof value === 'number' && path.at(-1) === 'borderRadius' && known !== undefined && (value < 0 || value > LARGEST_RADIUS)) throw broken(path, `Member must have value between 0 and ${LARGEST_RADIUS}`)
  if (Array.isArray(value)) value.forEach((item: Json, index) => check(item, undefined, [...path, `${index + 1}`, 'member']))
  if (!isJsonObject(value)) return
  for (const [member, inner] of Object.entries(value)) {
    if (!isStorable(member)) throw broken(path, UNSTORABLE)
    check(inner, isJsonObject(known) && Object.hasOwn(known, member) ? known[member] : undefined, [...path, member])
  }
}

const checkText = (value: string, known: Json | undefined, path: readonly string[]): void => {
  if (!isStorable(value)) throw broken(path, UNSTORABLE)
  if (typeof known === 'string' && COLOUR.test(known) && !COLOUR.test(value)) throw broken(path, 'Member must satisfy regular expression pattern: [0-9a-fA-F]{8}')
}

const UNSTORABLE = 'Member must not contain a NUL character or an unpaired surrogate'
const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

type Kind = 'object' | 'list' | 'string' | 'number' | 'boolean' | 'null'
const WORDS: Readonly<Record<Kind, string>> = { object: 'an object', list: 'a list', string: 'a string', number: 'a number', boolean: 'a boolean', null: 'null' }
const kindOf = (value: Json): Kind => (Array.isArray(value) ? 'list' : value === null ? 'null' : (typeof value as Kind))

const broken = (path: readonly string[], constraint: string): DomainError => validationError(path.join('.'), constraint)
