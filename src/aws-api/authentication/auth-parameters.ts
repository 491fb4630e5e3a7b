import { DomainError } from '#src/domain/domain-error.ts'

export type AuthParameters = Readonly<Record<string, string>>

/** A parameter that the flow cannot do without. InvalidParameter in Cognito's words. */
export function requireParameter(parameters: AuthParameters, name: string): string {
  const value = parameters[name]
  if (value === undefined || value === '') throw new DomainError('InvalidParameter', `Missing required parameter ${name}`, { field: name })
  return value
}
