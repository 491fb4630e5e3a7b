import { DomainError } from '#src/domain/domain-error.ts'
import { finishSignIn } from './finish-sign-in.ts'
import type { FlowForm } from './hosted-form.ts'
import { requestOrigin } from './request-origin.ts'

/** Answers NEW_PASSWORD_REQUIRED with a password of one's own and the attributes that were missing. */
export const newPasswordForm: FlowForm<'new-password'> = {
  path: '/changePassword',
  keep: ['attribute.'],
  async submit(deps, context, value) {
    const { pool, client, flow } = context
    if (flow.challengeSession === undefined || flow.username === undefined) {
      throw new DomainError('NotAuthorized', 'Invalid session for the user.', { reason: 'session-expired' })
    }
    const attributes = Object.entries(value.attributes).map(([name, text]) => [`userAttributes.${name}`, text])
    const outcome = await deps.operations.answerChallenge({
      pool, client, wire: 'hosted', challenge: 'NEW_PASSWORD_REQUIRED', session: flow.challengeSession, ...requestOrigin(deps, context),
      responses: { USERNAME: flow.username, NEW_PASSWORD: value.password, ...Object.fromEntries(attributes) },
    })
    return finishSignIn(deps, context, outcome)
  },
}
