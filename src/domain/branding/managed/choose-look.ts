import { DomainError } from '#src/domain/domain-error.ts'
import type { LookInRequest } from './managed-style-request.ts'

/** Whether Cognito's own look is chosen, or settings: exactly one of them. InvalidParameter (Cognito: UseCognitoProvidedValues). */
export const choosesProvided = ({ UseCognitoProvidedValues, Settings }: LookInRequest): boolean => {
  const provided = UseCognitoProvidedValues === true
  if (provided === (Settings !== undefined)) throw new DomainError('InvalidParameter', 'useCognitoProvidedValues or settings should be specified (but not both)')
  return provided
}
