import { isDomainError } from '#src/domain/domain-error.ts'
import { credentialIdOf } from '#src/domain/passkeys/credential-response.ts'
import type { SignInOutcome } from '#src/domain/sign-in/sign-in-outcome.ts'
import { finishSignIn } from './finish-sign-in.ts'
import type { FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import type { HostedFlow } from './hosted-flow.ts'
import { toPage, type FlowForm } from './hosted-form.ts'
import { setLastMethod } from './last-method-cookie.ts'
import { orStartOver } from './post-second-factor.ts'
import { requestOrigin } from './request-origin.ts'

/** A passkey that says itself whose sign-in it is. */
export const passkeySignInForm: FlowForm<'passkey-sign-in'> = {
  path: '/login',
  keep: ['keep'],
  limit: 'message_limit',
  submit: (deps, context, { session, credential, keep }) => orStartOver(context, async () => {
    const { pool, client } = context
    const { username: _username, methods: _methods, unknownPasskey: _unknown, factorSetUp: _setUp, recoveryCodeUsed: _used, ...flow } = context.flow
    try {
      const outcome = await deps.operations.answerChallenge({ pool, client, wire: 'hosted', session, challenge: 'WEB_AUTHN', ...requestOrigin(deps, context), responses: { CREDENTIAL: credential } })
      setLastMethod(context, 'WEB_AUTHN')
      return await finishSignIn(deps, { ...context, flow: { ...flow, keep, ...(await nameFor(deps, context, outcome)) } }, outcome)
    } catch (error) {
      if (isDomainError(error) && error.code === 'PasswordResetRequired') return toPage('/forgotPassword', { summary: { code: 'password_reset_required', tone: 'warning' } })
      if (!isDomainError(error) || error.details.reason !== 'passkey-stranger') throw error
      return toPage('/login', { ...flow, keep, summary: { code: 'passkey_unknown', tone: 'danger' }, ...toForget(context, credential) })
    }
  }),
}

/** What the pages of a next step call the person, who has typed no name. */
const nameFor = async (deps: HostedDeps, { pool }: FlowContext, outcome: SignInOutcome): Promise<Pick<HostedFlow, 'username'>> => {
  if (outcome.kind === 'signed-in') return { username: outcome.authentication.username }
  const { userId } = outcome.attempt
  const user = userId === null ? null : await deps.users.findUserById(pool.id, userId)
  return user === null ? {} : { username: user.username }
}

/**
 * The passkey that password managers need not offer again. Only where the relying party is this pool's own host: below a shared one it may
 * be a good passkey of another pool.
 */
const toForget = ({ pool, request }: FlowContext, credential: string): Pick<HostedFlow, 'unknownPasskey'> => {
  const { hostname } = new URL(request.address.origin)
  const rpId = pool.settings.WebAuthnConfiguration?.RelyingPartyId?.toLowerCase() ?? hostname
  const credentialId = credentialIdOf(credential)
  return request.address.basePath !== '' || rpId !== hostname || credentialId === null ? {} : { unknownPasskey: { rpId, credentialId } }
}
