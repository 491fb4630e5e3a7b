import type { NewPasswordView } from '#src/contracts/hosted/views/recovery-view.ts'
import { passwordPolicy } from '#src/domain/user-pools/read-user-pool.ts'
import { attributeInput } from './attribute-inputs.ts'
import { flowFrame } from './build-frame.ts'
import type { FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'

const PREFIX = 'userAttributes.'

/** NEW_PASSWORD_REQUIRED: a password of one's own, and the required attributes that are still missing. Null when that is not what is next. */
export const viewNewPassword = (deps: HostedDeps, context: FlowContext): NewPasswordView | null => {
  const { flow, pool } = context
  if (flow.challenge?.name !== 'NEW_PASSWORD_REQUIRED' || flow.username === undefined) return null
  const missing = JSON.parse(flow.challenge.parameters['requiredAttributes'] ?? '[]') as string[]
  return {
    screen: 'new-password',
    frame: flowFrame(deps, context),
    username: flow.username,
    reason: 'temporary',
    passwordPolicy: passwordPolicy(pool),
    attributes: missing.map((name) => attributeInput(pool, name.replace(PREFIX, ''), true, flow)),
  }
}
