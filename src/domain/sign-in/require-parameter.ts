import { DomainError } from '#src/domain/domain-error.ts'

/** A parameter that the flow or challenge cannot do without; an empty one is none. InvalidParameter. */
export function requireParameter(parameters: Readonly<Record<string, string>>, name: string): string {
  const value = parameters[name]
  if (value === undefined || value === '') throw missingParameter(name)
  return value
}

/** InvalidParameter in Cognito's words; `field` is what pages call it. */
export const missingParameter = (name: string, field = name): DomainError =>
  new DomainError('InvalidParameter', `Missing required parameter ${name}`, { field })
