import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { type AuthFlow, clientAllowsFlow } from '#src/domain/app-clients/read-app-client.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { runPreAuthentication } from '#src/domain/triggers/pre-authentication.ts'
import type { ClientContext, ClientMetadata } from '#src/domain/triggers/trigger-context.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { hidesUserExistence } from '#src/domain/users/find-user.ts'
import { passwordVerifierChallenge } from './challenges/password-srp.ts'
import { requirePublicValue } from './challenges/srp-exchange.ts'
import { completePasswordSignIn } from './complete-password-sign-in.ts'
import { beginCustomAuth } from './custom-auth.ts'
import { findPerson, nameOfPerson } from './find-person.ts'
import { openAttempt } from './open-attempt.ts'
import type { Wire } from './sign-in-attempt.ts'
import { type GivenOrigin, originOf } from './sign-in-origin.ts'
import type { SignInOutcome } from './sign-in-outcome.ts'
import type { SignInFlow } from './sign-in-progress.ts'
import { passwordResetRequired } from './sign-in-refusals.ts'
import { beginUserAuth, type BeginUserAuthDeps } from './user-auth.ts'
import type { Wanted } from './wanted-level.ts'

export type StartSignInDeps = BeginUserAuthDeps

type Common = GivenOrigin & {
  pool: UserPool
  client: AppClient
  wire: Wire
  username: string
  clientMetadata?: ClientMetadata | undefined
  /** DEVICE_KEY: which remembered device the client says it is. */
  deviceKey?: string | undefined
  /** The level that the sign-in is to reach, on the flows that can ask for it. */
  wanted?: Wanted | null | undefined
  /** The caller brings tokens or a code for the outcome at once, and hands on what is to be settled with them. */
  tokensFollow?: boolean
}

export type StartSignInInput = Common & (
  | { flow: 'USER_PASSWORD_AUTH' | 'ADMIN_USER_PASSWORD_AUTH' | 'HOSTED_PASSWORD'; password: string }
  | { flow: 'USER_SRP_AUTH'; srpA: string }
  | { flow: 'CUSTOM_AUTH'; srpA?: string | undefined }
  | { flow: 'USER_AUTH'; preferred?: string | undefined; password?: string | undefined; srpA?: string | undefined }
)

/**
 * Begins a sign-in (Cognito: InitiateAuth, AdminInitiateAuth; the password form of the hosted pages) and goes as far as it can:
 * to the first challenge, or to the end. The secret hash of a confidential client is the wire's to check first.
 * InvalidParameter (flow not allowed), NotAuthorized, UserNotFound, UserNotConfirmed, PasswordResetRequired, LimitExceeded,
 * TooManyRequests, InvalidUserPoolConfiguration, trigger refusals.
 */
export const startSignIn = async (deps: StartSignInDeps, input: StartSignInInput): Promise<SignInOutcome> => {
  requireFlow(input)
  const { pool, client, wire, username, deviceKey = null } = input
  const from = originOf(input)
  const context: ClientContext = { pool, client, clientMetadata: input.clientMetadata }
  switch (input.flow) {
    case 'USER_SRP_AUTH': return beginSrp(deps, context, input)
    case 'CUSTOM_AUTH': return beginCustomAuth(deps, { context, wire, username, from, deviceKey, srpA: input.srpA ?? null, wanted: input.wanted })
    case 'USER_AUTH': {
      const { preferred, password, srpA } = input
      return beginUserAuth(deps, { context, wire, username, from, deviceKey, preferred, password, srpA, wanted: input.wanted, tokensFollow: input.tokensFollow })
    }
    default:
      return completePasswordSignIn(deps, { context, wire, username, password: input.password, from, deviceKey }, beginning(deps, input), input.tokensFollow)
  }
}

/** Somebody unknown gets a PASSWORD_VERIFIER too, where existence is hidden. */
const beginSrp = async (deps: StartSignInDeps, context: ClientContext, input: Extract<StartSignInInput, { flow: 'USER_SRP_AUTH' }>): Promise<SignInOutcome> => {
  const { client, wire, srpA, username } = input
  requirePublicValue(srpA)
  const person = await findPerson(deps, { context, wire, username })
  const { user } = person
  if (user?.status === 'RESET_REQUIRED' && !user.credential && !hidesUserExistence(client, wire)) throw passwordResetRequired()
  await runPreAuthentication(deps, context, { user, userName: nameOfPerson(person) })
  const owner = { ...beginning(deps, input), ...person, amr: [] }
  const { session, ...next } = passwordVerifierChallenge(deps, owner, srpA)
  return openAttempt(deps, owner, next, session)
}

const beginning = (deps: StartSignInDeps, input: StartSignInInput) => ({
  pool: input.pool, client: input.client, wire: input.wire, flow: input.flow, from: originOf(input),
  tokenSource: input.wire === 'hosted' ? 'HostedAuth' : 'Authentication',
  eventId: deps.random.uuid(),
  deviceKey: input.deviceKey ?? null,
  flowState: {},
  wanted: input.wanted ?? null,
  // Metadata of the first request is for the triggers before the sign-in alone.
  clientMetadata: undefined,
} as const)

/** The flows of each wire. */
const FLOWS: Record<Wire, readonly SignInFlow[]> = {
  api: ['USER_PASSWORD_AUTH', 'USER_SRP_AUTH', 'CUSTOM_AUTH', 'USER_AUTH'],
  admin: ['ADMIN_USER_PASSWORD_AUTH', 'USER_SRP_AUTH', 'CUSTOM_AUTH', 'USER_AUTH'],
  hosted: ['HOSTED_PASSWORD', 'USER_AUTH', 'CUSTOM_AUTH'],
}

const requireFlow = ({ flow, wire, client }: StartSignInInput): void => {
  if (!FLOWS[wire].includes(flow)) throw new DomainError('InvalidParameter', 'Initiate Auth method not supported.', { reason: 'flow-not-supported' })
  if (wire === 'hosted' && !client.settings.SupportedIdentityProviders.includes('COGNITO')) throw flowNotEnabled(flow)
  if (flow !== 'HOSTED_PASSWORD' && !clientAllowsFlow(client, flow)) throw flowNotEnabled(flow)
}

/** InvalidParameter: the client does not take part in the flow (Cognito: ExplicitAuthFlows). */
export const flowNotEnabled = (flow: AuthFlow | 'HOSTED_PASSWORD'): DomainError =>
  new DomainError('InvalidParameter', `${flow} flow not enabled for this client`, { reason: 'flow-not-enabled' })
