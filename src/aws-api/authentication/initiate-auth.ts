import type { AwsApiDeps } from '#src/aws-api/aws-api-deps.ts'
import type { WireObject } from '#src/aws-api/operation.ts'
import type { Parties } from '#src/aws-api/require-client.ts'
import { requireSecretHash } from '#src/aws-api/require-client.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { AuthFlow } from '#src/domain/app-clients/read-app-client.ts'
import type { Wire } from '#src/domain/sign-in/sign-in-attempt.ts'
import { startSignIn } from '#src/domain/sign-in/start-sign-in.ts'
import type { ClientMetadata } from '#src/domain/triggers/trigger-context.ts'
import { answerSignIn } from './answer-sign-in.ts'
import { type AuthParameters, requireParameter } from './auth-parameters.ts'

export type AuthRequest = {
  wire: Exclude<Wire, 'hosted'>
  flow: AuthFlow
  parameters: AuthParameters
  clientMetadata: ClientMetadata | undefined
  address: string
}

/** InitiateAuth and AdminInitiateAuth: the flow begins, and goes as far as it can (Cognito: authentication flows). */
export async function initiateAuth(deps: AwsApiDeps, parties: Parties, request: AuthRequest): Promise<WireObject> {
  const { flow, parameters, wire, clientMetadata, address } = request
  const username = requireParameter(parameters, 'USERNAME')
  requireSecretHash(parties.client, username, parameters.SECRET_HASH)
  const common = { ...parties, wire, username, clientMetadata, address }
  switch (flow) {
    case 'USER_PASSWORD_AUTH':
    case 'ADMIN_USER_PASSWORD_AUTH':
      return answerSignIn(deps, parties, await startSignIn(deps, { ...common, flow, password: requireParameter(parameters, 'PASSWORD') }))
    case 'USER_SRP_AUTH':
      return answerSignIn(deps, parties, await startSignIn(deps, { ...common, flow, srpA: requireParameter(parameters, 'SRP_A') }))
    default:
      throw new DomainError('InvalidParameter', 'Initiate Auth method not supported.', { reason: 'flow-not-supported' })
  }
}
