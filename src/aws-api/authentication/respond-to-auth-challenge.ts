import type { AwsApiDeps } from '#src/aws-api/aws-api-deps.ts'
import type { WireObject } from '#src/aws-api/operation.ts'
import { type Parties, requireSecretHash } from '#src/aws-api/require-client.ts'
import { answerChallenge } from '#src/domain/sign-in/answer-challenge.ts'
import type { ChallengeName } from '#src/domain/sign-in/challenge.ts'
import { missingParameter, requireParameter } from '#src/domain/sign-in/require-parameter.ts'
import type { Wire } from '#src/domain/sign-in/sign-in-attempt.ts'
import { invalidSession } from '#src/domain/sign-in/sign-in-refusals.ts'
import type { ClientMetadata } from '#src/domain/triggers/trigger-context.ts'
import { answerSignIn } from './answer-sign-in.ts'
import { usedFrom } from './used-from.ts'

/** What RespondToAuthChallenge may answer (Cognito: ChallengeNameType). ADMIN_NO_SRP_AUTH stands in the model and is never asked. */
export const ANSWERABLE = [
  'SMS_MFA', 'EMAIL_OTP', 'SOFTWARE_TOKEN_MFA', 'SELECT_MFA_TYPE', 'MFA_SETUP', 'PASSWORD_VERIFIER', 'CUSTOM_CHALLENGE', 'SELECT_CHALLENGE', 'DEVICE_SRP_AUTH',
  'DEVICE_PASSWORD_VERIFIER', 'ADMIN_NO_SRP_AUTH', 'NEW_PASSWORD_REQUIRED', 'SMS_OTP', 'PASSWORD', 'WEB_AUTHN', 'PASSWORD_SRP',
] as const satisfies readonly (ChallengeName | 'ADMIN_NO_SRP_AUTH')[]

export type ChallengeAnswerRequest = {
  wire: Exclude<Wire, 'hosted'>
  challenge: (typeof ANSWERABLE)[number]
  session: string | undefined
  responses: Readonly<Record<string, string>>
  clientMetadata: ClientMetadata | undefined
  address: string
  userAgent: string | null
}

/** RespondToAuthChallenge and AdminRespondToAuthChallenge: the next step of a sign-in (Cognito: authentication challenges). */
export async function respondToAuthChallenge(deps: AwsApiDeps, parties: Parties, request: ChallengeAnswerRequest): Promise<WireObject> {
  const { wire, challenge, session, responses, clientMetadata, address } = request
  requireSecretHash(parties.client, requireParameter(responses, 'USERNAME'), responses['SECRET_HASH'])
  if (challenge === 'ADMIN_NO_SRP_AUTH') throw invalidSession()
  // Old clients answer the first step without: its secret block names the sign-in as well.
  if (session === undefined && challenge !== 'PASSWORD_VERIFIER') throw missingParameter('Session')
  const outcome = await answerChallenge(deps, { ...parties, wire, challenge, session: session ?? null, responses, clientMetadata, address, tokensFollow: true })
  return answerSignIn(deps, parties, outcome, { clientMetadata, usedFrom: usedFrom(request) })
}
