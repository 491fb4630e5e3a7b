import type { z } from 'zod'
import { attributeField, attributeOfField } from '#src/contracts/hosted/attribute-inputs.ts'
import { FIELD_ERROR_CODES, type FieldErrorCode } from '#src/contracts/hosted/outcome-codes.ts'
import type { FieldErrors } from '#src/contracts/hosted/page-frame.ts'

export type ParsedForm<T> =
  | { readonly kind: 'valid'; readonly value: T }
  | { readonly kind: 'invalid'; readonly fieldErrors: FieldErrors }

/**
 * Reads a url-encoded body against a form's schema. Every refusal is a field error under the input's own name;
 * a field that came twice is refused (`duplicate`), unknown fields are dropped.
 */
export const parseForm = <S extends z.ZodType>(schema: S, body: URLSearchParams): ParsedForm<z.output<S>> => {
  const duplicates = duplicateFields(body)
  if (duplicates.length > 0) {
    return { kind: 'invalid', fieldErrors: Object.fromEntries(duplicates.map((field) => [field, { code: 'duplicate' as const }])) }
  }
  const parsed = schema.safeParse(fieldsOf(body))
  if (parsed.success) return { kind: 'valid', value: parsed.data }
  const errors = new Map<string, { code: FieldErrorCode }>()
  for (const issue of parsed.error.issues) {
    const field = inputName(issue.path)
    if (!errors.has(field)) errors.set(field, { code: asFieldErrorCode(issue.message) })
  }
  return { kind: 'invalid', fieldErrors: Object.fromEntries(errors) }
}

const duplicateFields = (body: URLSearchParams): string[] => {
  const seen = new Set<string>()
  return [...new Set([...body.keys()].filter((name) => seen.size === seen.add(name).size))]
}

const fieldsOf = (body: URLSearchParams): Record<string, unknown> => {
  const plain: [string, string][] = []
  const attributes: [string, string][] = []
  for (const [field, value] of body) {
    const attribute = attributeOfField(field)
    if (attribute === undefined) plain.push([field, value])
    else attributes.push([attribute, value])
  }
  // fromEntries defines own properties, so a field named __proto__ stays an ordinary unknown field.
  return { ...Object.fromEntries(plain), attributes: Object.fromEntries(attributes) }
}

const inputName = (path: readonly PropertyKey[]): string => {
  const [first = '', second] = path.map(String)
  return first === 'attributes' && second !== undefined ? attributeField(second) : first
}

const asFieldErrorCode = (message: string): FieldErrorCode =>
  FIELD_ERROR_CODES.find((known) => known === message) ?? 'invalid'
