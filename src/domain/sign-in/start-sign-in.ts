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
import type { SignInOutcome } from './sign-in-outcome.ts'
import type { SignInFlow } from './sign-in-progress.ts'
import { passwordResetRequired } from './sign-in-refusals.ts'
import { beginUserAuth, type BeginUserAuthDeps } from './user-auth.ts'

export type StartSignInDeps = BeginUserAuthDeps

type Common = {
  pool: UserPool
  client: AppClient
  wire: Wire
  username: string
  clientMetadata?: ClientMetadata | undefined
  /** The person's address as the edge knows it, never as a client says; null when unknown. */
  address?: string | null | undefined
  /** DEVICE_KEY: which remembered device the client says it is. */
  deviceKey?: string | undefined
  /** The caller issues tokens for the outcome at once, and hands on what is to be settled with them. */
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
  const { pool, client, wire, username, deviceKey = null, address = null } = input
  const context: ClientContext = { pool, client, clientMetadata: input.clientMetadata }
  switch (input.flow) {
    case 'USER_SRP_AUTH': return beginSrp(deps, context, input)
    case 'CUSTOM_AUTH': return beginCustomAuth(deps, { context, wire, username, deviceKey, srpA: input.srpA ?? null })
    case 'USER_AUTH': {
      const { preferred, password, srpA } = input
      return beginUserAuth(deps, { context, wire, username, address, deviceKey, preferred, password, srpA, tokensFollow: input.tokensFollow })
    }
    default:
      return completePasswordSignIn(deps, { context, wire, username, password: input.password, address }, beginning(deps, input), input.tokensFollow)
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

const beginning = (deps: StartSignInDeps, { pool, client, wire, flow, deviceKey }: StartSignInInput) => ({
  pool, client, wire, flow,
  tokenSource: wire === 'hosted' ? 'HostedAuth' : 'Authentication',
  eventId: deps.random.uuid(),
  deviceKey: deviceKey ?? null,
  flowState: {},
  // Metadata of the first request is for the triggers before the sign-in alone.
  clientMetadata: undefined,
} as const)

/** The flows of each wire but the form of the hosted pages. */
const FLOWS: Record<Wire, readonly SignInFlow[]> = {
  api: ['USER_PASSWORD_AUTH', 'USER_SRP_AUTH', 'CUSTOM_AUTH', 'USER_AUTH'],
  admin: ['ADMIN_USER_PASSWORD_AUTH', 'USER_SRP_AUTH', 'CUSTOM_AUTH', 'USER_AUTH'],
  hosted: [],
}

const requireFlow = ({ flow, wire, client }: StartSignInInput): void => {
  if (flow === 'HOSTED_PASSWORD') {
    if (wire === 'hosted' && client.settings.SupportedIdentityProviders.includes('COGNITO')) return
    throw flowNotEnabled(flow)
  }
  if (!FLOWS[wire].includes(flow)) throw new DomainError('InvalidParameter', 'Initiate Auth method not supported.', { reason: 'flow-not-supported' })
  if (!clientAllowsFlow(client, flow)) throw flowNotEnabled(flow)
}

/** InvalidParameter: the client does not take part in the flow (Cognito: ExplicitAuthFlows). */
export const flowNotEnabled = (flow: AuthFlow | 'HOSTED_PASSWORD'): DomainError =>
  new DomainError('InvalidParameter', `${flow} flow not enabled for this client`, { reason: 'flow-not-enabled' })
