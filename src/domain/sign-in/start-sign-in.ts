import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import type { Random } from '#src/crypto/random.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { clientAllowsFlow } from '#src/domain/app-clients/read-app-client.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { ClientContext, ClientMetadata } from '#src/domain/triggers/trigger-context.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { provePassword, type ProvePasswordDeps } from './challenges/password.ts'
import { beginSrp, type BeginSrpDeps } from './challenges/password-srp.ts'
import { completeSignIn, type CompleteSignInDeps } from './complete-sign-in.ts'
import type { Wire } from './sign-in-attempt.ts'
import type { SignInOutcome } from './sign-in-outcome.ts'

export type StartSignInDeps = ProvePasswordDeps & BeginSrpDeps & CompleteSignInDeps & {
  random: Random
  keyedHash: Pick<KeyedHash, 'name' | 'sign'>
}

type Common = {
  pool: UserPool
  client: AppClient
  wire: Wire
  username: string
  clientMetadata?: ClientMetadata | undefined
  /** The person's address as the edge knows it, never as a client says; null when unknown. */
  address?: string | null | undefined
}

export type StartSignInInput = Common & (
  | { flow: 'USER_PASSWORD_AUTH' | 'ADMIN_USER_PASSWORD_AUTH' | 'HOSTED_PASSWORD'; password: string }
  | { flow: 'USER_SRP_AUTH'; srpA: string }
)

/**
 * Begins a sign-in (Cognito: InitiateAuth, AdminInitiateAuth; the password form of the hosted pages) and goes as far as it can:
 * to the first challenge, or to the end. The secret hash of a confidential client is the wire's to check first.
 * InvalidParameter (flow not allowed), NotAuthorized, UserNotFound, UserNotConfirmed, PasswordResetRequired, TooManyRequests, trigger refusals.
 */
export const startSignIn = async (deps: StartSignInDeps, input: StartSignInInput): Promise<SignInOutcome> => {
  requireFlow(input)
  const { pool, client, wire, username } = input
  const context: ClientContext = { pool, client, clientMetadata: input.clientMetadata }
  if (input.flow === 'USER_SRP_AUTH') return beginSrp(deps, { context, wire, username, srpA: input.srpA })
  const user = await provePassword(deps, { context, wire, username, password: input.password, address: input.address ?? null })
  return completeSignIn(deps, {
    pool, client, wire, user,
    flow: input.flow,
    amr: ['pwd'],
    tokenSource: wire === 'hosted' ? 'HostedAuth' : 'Authentication',
    eventId: deps.random.uuid(),
    // Metadata of the first request is for the triggers before the sign-in alone.
    clientMetadata: undefined,
  })
}

const requireFlow = ({ flow, wire, client }: StartSignInInput): void => {
  if (flow === 'HOSTED_PASSWORD') {
    if (wire === 'hosted' && client.settings.SupportedIdentityProviders.includes('COGNITO')) return
    throw notEnabled(flow)
  }
  if (wire === 'hosted' || (flow === 'ADMIN_USER_PASSWORD_AUTH') !== (wire === 'admin' && flow !== 'USER_SRP_AUTH')) {
    throw new DomainError('InvalidParameter', 'Initiate Auth method not supported.', { reason: 'flow-not-supported' })
  }
  if (!clientAllowsFlow(client, flow)) throw notEnabled(flow)
}

const notEnabled = (flow: StartSignInInput['flow']): DomainError =>
  new DomainError('InvalidParameter', `${flow} flow not enabled for this client`, { reason: 'flow-not-enabled' })
