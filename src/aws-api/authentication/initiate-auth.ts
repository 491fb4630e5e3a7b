import type { AwsApiDeps } from '#src/aws-api/aws-api-deps.ts'
import type { WireObject } from '#src/aws-api/operation.ts'
import type { Parties } from '#src/aws-api/require-client.ts'
import { requireSecretHash } from '#src/aws-api/require-client.ts'
import { type AuthFlow, clientAllowsFlow } from '#src/domain/app-clients/read-app-client.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { beginAtLevel } from '#src/domain/sign-in/begin-at-level.ts'
import { requireParameter } from '#src/domain/sign-in/require-parameter.ts'
import type { Wire } from '#src/domain/sign-in/sign-in-attempt.ts'
import type { SignInOutcome } from '#src/domain/sign-in/sign-in-outcome.ts'
import { flowNotEnabled, startSignIn } from '#src/domain/sign-in/start-sign-in.ts'
import { signInAfterSignUp } from '#src/domain/sign-up/sign-in-after-sign-up.ts'
import type { ClientMetadata } from '#src/domain/triggers/trigger-context.ts'
import { answerSignIn } from './answer-sign-in.ts'
import type { AuthParameters } from './auth-members.ts'
import { refreshByAuthFlow } from './refresh-by-auth-flow.ts'
import { usedFrom } from './used-from.ts'

export type AuthRequest = {
  wire: Exclude<Wire, 'hosted'>
  flow: AuthFlow
  parameters: AuthParameters
  /** What ConfirmSignUp gave. */
  session: string | undefined
  clientMetadata: ClientMetadata | undefined
  address: string
  userAgent: string | null
}

/** InitiateAuth and AdminInitiateAuth: the flow begins, and goes as far as it can (Cognito: authentication flows). */
export async function initiateAuth(deps: AwsApiDeps, parties: Parties, request: AuthRequest): Promise<WireObject> {
  const { flow, parameters } = request
  if (flow === 'REFRESH_TOKEN_AUTH' || flow === 'REFRESH_TOKEN') return refreshByAuthFlow(deps, parties, flow, parameters, usedFrom(request))
  const username = requireParameter(parameters, 'USERNAME')
  requireSecretHash(parties.client, username, parameters['SECRET_HASH'])
  return answerSignIn(deps, parties, await begin(deps, parties, request, flow, username), { usedFrom: usedFrom(request) })
}

async function begin(deps: AwsApiDeps, parties: Parties, request: AuthRequest, flow: SignInFlow, username: string): Promise<SignInOutcome> {
  const { parameters, wire, clientMetadata, address, session } = request
  const common = { ...parties, wire, username, clientMetadata, address, deviceKey: parameters['DEVICE_KEY'] || undefined, tokensFollow: true }
  const { PASSWORD: password, SRP_A: srpA, PREFERRED_CHALLENGE: preferred } = parameters
  switch (flow) {
    case 'ADMIN_NO_SRP_AUTH':
      return startSignIn(deps, { ...common, flow: 'ADMIN_USER_PASSWORD_AUTH', password: requireParameter(parameters, 'PASSWORD') })
    case 'USER_PASSWORD_AUTH':
    case 'ADMIN_USER_PASSWORD_AUTH':
      return startSignIn(deps, { ...common, flow, password: requireParameter(parameters, 'PASSWORD') })
    case 'USER_SRP_AUTH':
      return startSignIn(deps, { ...common, flow, srpA: requireParameter(parameters, 'SRP_A') })
    case 'CUSTOM_AUTH':
      return startSignIn(deps, { ...common, flow, srpA: passwordFirst(parameters) ? requireParameter(parameters, 'SRP_A') : undefined })
    case 'USER_AUTH':
      if (session === undefined) return beginAtLevel(deps, { ...common, ...levelParameters(parameters), flow, preferred, password, srpA })
      requireNoLevel(parameters)
      if (!clientAllowsFlow(parties.client, flow)) throw flowNotEnabled(flow)
      return signInAfterSignUp(deps, { ...parties, wire, proof: session, username, clientMetadata })
  }
}

/** What a step-up asks for; empty values count as left out. */
const levelParameters = ({ TARGET_ACR_VALUES: acrValues, MAX_AGE: maxAge, ACCESS_TOKEN: accessToken }: AuthParameters) => ({
  acrValues: acrValues || undefined, maxAge: maxAge || undefined, accessToken: accessToken || undefined,
})

type SignInFlow = Exclude<AuthFlow, 'REFRESH_TOKEN_AUTH' | 'REFRESH_TOKEN'>

/** Whether a custom flow begins with the password; there is no other beginning to name. InvalidParameter. */
function passwordFirst({ CHALLENGE_NAME: name }: AuthParameters): boolean {
  if (name === undefined) return false
  if (name === 'SRP_A') return true
  throw new DomainError('InvalidParameter', 'CHALLENGE_NAME must be SRP_A.', { field: 'CHALLENGE_NAME' })
}

/** Whoever has just signed up has proven one thing: InvalidParameter, rather than tokens of another level than was asked for. */
function requireNoLevel({ TARGET_ACR_VALUES: target }: AuthParameters): void {
  if (!target) return
  throw new DomainError('InvalidParameter', 'TARGET_ACR_VALUES cannot be given with Session.', { field: 'TARGET_ACR_VALUES' })
}
